import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** 64 kbit/s. */
const BYTES_PER_SECOND = 8_000;
const DELAY_MS = 300;
const LOST_SHARE = 0.03;
const PACKET_BYTES = 1_460;
/** TCP notices a lost packet and repeats it about a round trip later; what follows waits for it. */
const REPEATED_MS = 2 * DELAY_MS;

/**
 * A network of 64 kbit/s, 300 ms and 3 % of lost packets in each direction, as far as a program sees it: bytes arrive in order and
 * late. It is a proxy, not the kernel's `netem`, so that it needs no rights and no kernel module.
 */
export class SlowNetwork {
  readonly #server: Server;
  #isSlow = false;
  /** Bytes from the client since `begin`. */
  sent = 0;
  lostPackets = 0;

  private constructor(target: { readonly host: string; readonly port: number }) {
    this.#server = createServer((client) => {
      const server = connect(target);
      const end = () => {
        client.destroy();
        server.destroy();
      };
      this.#carry(client, server, true).catch(end);
      this.#carry(server, client, false).catch(end);
    });
  }

  /** @param url the product's address outside the network */
  static async to(url: string): Promise<SlowNetwork> {
    const { hostname: host, port } = new URL(url);
    const network = new SlowNetwork({ host, port: Number(port) });
    await new Promise<void>((resolve) => network.#server.listen(0, "127.0.0.1", resolve));
    return network;
  }

  /** The product's address in the network. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The network is slow from now on: before, the page loads. */
  begin(): void {
    this.#isSlow = true;
    this.sent = 0;
  }

  close(): void {
    this.#server.close();
  }

  async #carry(from: Socket, to: Socket, isUplink: boolean): Promise<void> {
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroy());
    let freeAt = 0;
    let arrivesAt = 0;
    let arrived: Promise<unknown> = Promise.resolve();
    for await (const bytes of from as AsyncIterable<Buffer>) {
      if (isUplink) this.sent += bytes.length;
      for (let at = 0; at < bytes.length; at += PACKET_BYTES) {
        const packet = bytes.subarray(at, at + PACKET_BYTES);
        if (this.#isSlow) {
          freeAt = Math.max(freeAt, performance.now()) + (1_000 * packet.length) / BYTES_PER_SECOND;
          const isLost = Math.random() < LOST_SHARE;
          if (isLost) this.lostPackets += 1;
          arrivesAt = Math.max(arrivesAt, freeAt + DELAY_MS + (isLost ? REPEATED_MS : 0));
        }
        const waits = arrivesAt;
        arrived = arrived.then(async () => {
          await delay(Math.max(0, waits - performance.now()));
          to.write(packet);
        });
        // The sender may run ahead only as far as the link's queue holds.
        await delay(Math.max(0, freeAt - performance.now() - 500));
      }
    }
    await arrived;
    to.end();
  }
}
