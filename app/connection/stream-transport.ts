import { Transport } from "engine.io-client";
import { encodePacket, type Packet } from "engine.io-parser";
import { PACKET_SEPARATOR, STREAM_HEADER, STREAM_MESSAGES_PATH, STREAM_PATH } from "#protocol/stream";

/** The characters of packets that one request carries at most, unless a single packet is longer. */
const MOST_LETTERS = 128 * 1024;

const BORDER = "\n\n";
const DATA = "data: ";

/** Engine.IO's transport for networks that refuse websockets: reads server-sent events, and sends packets by POST. */
export class StreamTransport extends Transport {
  readonly #ending = new AbortController();

  get name(): string {
    return "stream";
  }

  override doOpen(): void {
    this.#read().then(
      () => this.#isUsed && this.onClose(),
      (error) => this.#fail(error),
    );
  }

  override write(packets: Packet[]): void {
    this.writable = false;
    this.#send(packets).then(
      () => {
        this.writable = true;
        this.emitReserved("drain");
      },
      (error) => this.#fail(error),
    );
  }

  override doClose(): void {
    this.#ending.abort();
  }

  get #isUsed(): boolean {
    return this.readyState === "opening" || this.readyState === "open";
  }

  #fail(error: unknown): void {
    if (this.#isUsed) this.onError("stream error", error, undefined);
  }

  async #read(): Promise<void> {
    const { body } = await this.#post(STREAM_PATH, { query: this.query });
    if (!body) return;
    this.onOpen();
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const events = (rest + value).split(BORDER);
      rest = events.pop() ?? "";
      for (const event of events) if (event.startsWith(DATA)) this.onData(event.slice(DATA.length));
    }
  }

  async #send(packets: readonly Packet[]): Promise<void> {
    const encoded = await Promise.all(packets.map(encode));
    for (const body of inRequests(encoded))
      await this.#post(STREAM_MESSAGES_PATH, { body, headers: { [STREAM_HEADER]: String(this.query.sid) } });
  }

  async #post(path: string, { query = {}, ...request }: RequestInit & { query?: Record<string, unknown> }) {
    // The path of Socket.IO begins with that of the site.
    const address = this.createUri(this.opts.secure ? "https" : "http", query).replace(/\/socket.io\/(?!.*\/)/, path);
    const { signal } = this.#ending;
    const answer = await fetch(address, { method: "POST", cache: "no-store", signal, ...request });
    if (!answer.ok) throw new Error(`the request was answered ${answer.status}`);
    return answer;
  }
}

function encode(packet: Packet): Promise<string> {
  return new Promise((resolve) => encodePacket(packet, false, resolve));
}

/** Joins packets into as few request bodies as possible. */
function inRequests(packets: readonly string[]): string[] {
  const bodies: string[] = [];
  for (const packet of packets) {
    const last = bodies.at(-1);
    if (last === undefined || last.length + packet.length > MOST_LETTERS) bodies.push(packet);
    else bodies[bodies.length - 1] = `${last}${PACKET_SEPARATOR}${packet}`;
  }
  return bodies;
}
