import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as ask, type IncomingMessage } from "node:http";
import { createServer, type Server } from "node:https";
import { connect } from "node:net";
import { join } from "node:path";
import { temporaryFolder } from "../services/temporary-folder";
import type { Target } from "./tcp-proxy";

/** A reverse proxy as docs/running.md describes it: ends TLS, sets X-Forwarded-For, forwards websockets. */
export class HttpsProxy {
  #target: Extract<Target, { port: number }> = { host: "127.0.0.1", port: 0 };

  private constructor(
    readonly server: Server,
    readonly port: number,
  ) {}

  static async listen(port: number): Promise<HttpsProxy> {
    const server = createServer(selfSigned());
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const proxy = new HttpsProxy(server, port);
    server.on("request", (request: IncomingMessage, response) => {
      const passed = { ...proxy.#target, method: request.method, path: request.url, headers: forwarded(request) };
      const asked = ask(passed, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      asked.on("error", () => response.destroy());
      request.pipe(asked);
    });
    server.on("upgrade", (request: IncomingMessage, client, head) => {
      const { host, port: to } = proxy.#target;
      const upstream = connect(to, host, () => {
        const headers = Object.entries(forwarded(request)).map(([name, value]) => `${name}: ${value}`);
        upstream.write(`${[`${request.method} ${request.url} HTTP/1.1`, ...headers].join("\r\n")}\r\n\r\n`);
        upstream.write(head);
        upstream.pipe(client).pipe(upstream);
      });
      for (const [one, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        one.on("error", () => other.destroy());
        one.on("close", () => other.destroy());
      }
    });
    return proxy;
  }

  leadTo(target: Extract<Target, { port: number }>): void {
    this.#target = target;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function forwarded(request: IncomingMessage) {
  return { ...request.headers, "x-forwarded-for": request.socket.remoteAddress, "x-forwarded-proto": "https" };
}

/** Creates a self-signed certificate for 127.0.0.1. */
export function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = temporaryFolder();
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "1"];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const args = ["req", "-x509", ...curve, ...subject, "-keyout", key, "-out", cert];
  execFileSync("openssl", args, { stdio: "ignore" });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}
