import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";
import { basePathOf } from "#platform/base-path";
import type { WebEnv } from "#platform/env";
import type { ShareAddress } from "#protocol/share";
import { isLoopback } from "../address";

/** Names of networks of containers and virtual machines, which phones cannot reach. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|tailscale|tun|tap|utun)/;
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

/**
 * The address that links begin with: PUBLIC_URL, else this machine's address in the local network.
 * @param port on which the server listens
 */
export function shareAddress(
  { PUBLIC_URL, HOST }: Pick<WebEnv, "PUBLIC_URL" | "HOST">,
  port: number,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): ShareAddress {
  if (PUBLIC_URL) {
    const { origin, protocol, hostname } = new URL(PUBLIC_URL);
    return { origin: origin + basePathOf(PUBLIC_URL), isReachable: !isOwn(hostname), isHttps: protocol === "https:" };
  }
  const listens = HOST === "0.0.0.0" || HOST === "::" ? (localAddress(interfaces) ?? "localhost") : HOST;
  const host = listens.includes(":") ? `[${listens}]` : listens;
  return { origin: `http://${host}:${port}`, isReachable: !isOwn(listens), isHttps: false };
}

function localAddress(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): string | undefined {
  const found = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family, internal }) => family === "IPv4" && !internal)
      .map(({ address }) => ({ address, rank: (VIRTUAL.test(name) ? 2 : 0) + (PRIVATE.test(address) ? 0 : 1) })),
  );
  return found.sort((a, b) => a.rank - b.rank)[0]?.address;
}

function isOwn(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || isLoopback(hostname.replace(/^\[|\]$/g, ""));
}
