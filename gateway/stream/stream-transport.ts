import type { IncomingMessage, ServerResponse } from "node:http";
import { Transport } from "engine.io";

/** A request as Engine.IO takes it. */
export type EngineRequest = IncomingMessage & ConstructorParameters<typeof Transport>[0] & { res?: ServerResponse };

/** Bytes of received packets that wait to be handled, above which a connection is closed. */
const WAITING_ABOVE = 1_000_000;

/** Engine.IO's side of a stream: sends packets as server-sent events, and takes those that requests bring. */
export class StreamTransport extends Transport {
  readonly #response: ServerResponse;
  #handled = Promise.resolve();
  #waiting = 0;

  constructor(
    request: EngineRequest,
    response: ServerResponse,
    private readonly mostBytes: number,
  ) {
    super(request);
    this.#response = response;
    // Proxies must neither buffer nor compress it.
    response.writeHead(200, {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    });
    response.flushHeaders();
    response.once("close", () => this.onClose());
    response.on("error", (error) => this.onError("write error", error.message));
    this.writable = true;
  }

  get name(): string {
    return "stream";
  }

  send(packets: Parameters<Transport["send"]>[0]): void {
    this.writable = false;
    let events = "";
    for (const packet of packets) {
      this.parser.encodePacket(packet, false, (encoded) => {
        events += `data: ${encoded}\n\n`;
      });
    }
    this.#response.write(events, (error) => {
      if (error) return;
      this.emit("drain");
      this.writable = true;
      this.emit("ready");
    });
  }

  /**
   * Handles one packet per iteration of the event loop, after those that are waiting. Resolves once all are handled. Closes the
   * connection if one is too long, or if too many wait.
   */
  receive(packets: readonly string[]): Promise<void> {
    const bytes = packets.reduce((sum, packet) => sum + packet.length, 0);
    this.#waiting += bytes;
    if (this.#waiting > WAITING_ABOVE || packets.some(({ length }) => length > this.mostBytes)) {
      this.#response.destroy();
      return this.#handled;
    }
    this.#handled = this.#handled.then(async () => {
      for (const packet of packets) {
        await new Promise((resolve) => setImmediate(resolve));
        if (this.readyState === "open") this.onData(packet);
      }
      this.#waiting -= bytes;
    });
    return this.#handled;
  }

  doClose(closed?: () => void): void {
    this.#response.end();
    closed?.();
  }
}
