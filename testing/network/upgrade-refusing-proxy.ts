import { once } from "node:events";
import { request as ask, createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import type { Target } from "./tcp-proxy";

/** A proxy as in networks that refuse websockets. Each request goes to the next target: there are no sticky sessions. */
export class UpgradeRefusingProxy {
  /** The number of upgrades that it refuses from now on. */
  refuses = Number.POSITIVE_INFINITY;
  refused = 0;
  upgraded = 0;
  /** The paths of the requests, by target. */
  readonly asked: string[][];
  #next = 0;
  readonly #server = createServer();
  readonly #upgraded = new Set<Duplex>();

  private constructor(private readonly targets: readonly Extract<Target, { port: number }>[]) {
    this.asked = targets.map(() => []);
  }

  static async listen(ports: readonly number[]): Promise<UpgradeRefusingProxy> {
    const proxy = new UpgradeRefusingProxy(ports.map((port) => ({ host: "127.0.0.1", port })));
    const server = proxy.#server;
    server.on("request", (request, response) => {
      const { url, method, headers } = request;
      const asked = ask({ ...proxy.#target(url ?? ""), method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        response.flushHeaders();
        answer.on("error", () => response.destroy());
        answer.pipe(response);
      });
      asked.on("error", () => response.destroy());
      response.on("close", () => asked.destroy());
      request.pipe(asked);
    });
    server.on("upgrade", (request: IncomingMessage, client: Duplex, head: Buffer) =>
      proxy.#upgrade(request, client, head),
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    for (const client of this.#upgraded) client.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #target(path: string) {
    const at = this.#next % this.targets.length;
    this.#next += 1;
    this.asked[at]?.push(path);
    return this.targets[at] ?? { host: "127.0.0.1", port: 0 };
  }

  #upgrade(request: IncomingMessage, client: Duplex, head: Buffer): void {
    if (this.refuses > 0) {
      this.refuses -= 1;
      this.refused += 1;
      client.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      return;
    }
    this.upgraded += 1;
    const { host, port } = this.#target(request.url ?? "");
    const upstream = connect(port, host, () => {
      const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
      upstream.write(`${[`GET ${request.url} HTTP/1.1`, ...headers].join("\r\n")}\r\n\r\n`);
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.#upgraded.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  }
}
