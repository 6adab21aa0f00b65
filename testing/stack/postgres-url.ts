import type { Target } from "../network/tcp-proxy";

export function targetOf(databaseUrl: string): Target {
  const { hostname, port } = new URL(databaseUrl);
  return { host: hostname, port: Number(port) };
}

/** The URL of the same database behind a proxy. */
export function throughPort(databaseUrl: string, port: number): string {
  const url = new URL(databaseUrl);
  url.port = String(port);
  return url.href;
}
