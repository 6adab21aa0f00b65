import type { Ack } from "#protocol/refusal";
import type { Connection, RequestOf } from "../connection/connection";
import { inTime } from "../connection/in-time";
import type { OpusEncoder } from "./opus-encoder";
import type { Outgoing } from "./outgoing";

/**
 * A browser that has not loaded its encoder, or encoded 200 ms of sound, within this time never will, ms. Shorter than a
 * connection is awaited.
 */
const ENCODING_MS = 2_000;

type Sound = Pick<RequestOf<"chunk">, "sound" | "opus">;
type Encoder = Pick<OpusEncoder, "encode" | "close">;
type Answer = Ack<{ readonly credit: number }> | null;

/**
 * Sends the sound of a sender in order: in Opus where the browser encodes it and the gateway takes it, else as PCM. The encoder
 * is loaded with the first sender.
 */
export class Uplink {
  readonly #connection: Connection;
  readonly #unsubscribe: () => void;
  #encoder: Encoder | null = null;
  /** Until the encoder is loaded, or is too late. */
  #opening: Promise<unknown> | null;
  /** The gateway takes Opus, and neither it nor the browser's encoder has failed with ours. */
  #takesOpus = false;
  #hasFailed = false;
  /** Chunks were sent in Opus since the last answer to `speak`. */
  #hasSentOpus = false;
  /** The request before, while it is being encoded. */
  #before: Promise<unknown> | null = null;
  /** Rises with every new connection: what was being encoded for an earlier one is not sent. */
  #attempt = 0;
  #isClosed = false;

  /** @param open loads an encoder; null: the browser does not encode Opus */
  constructor(connection: Connection, open: () => Promise<Encoder | null> = openEncoder) {
    this.#connection = connection;
    this.#unsubscribe = connection.onState(() => this.#forget());
    const opened = open()
      // A file that is not loaded is no reason not to speak.
      .catch(() => null)
      .then((encoder) => {
        if (this.#isClosed) encoder?.close();
        else this.#encoder = encoder;
      });
    this.#opening = inTime(opened, ENCODING_MS).then(() => {
      this.#opening = null;
    });
  }

  /** The gateway has answered `speak`. */
  begin({ opus = false }: { readonly opus?: boolean }): void {
    this.#takesOpus = opus && !this.#hasFailed;
    this.#hasSentOpus = false;
  }

  /** Drops what is being encoded: the connection has changed. */
  #forget(): void {
    this.#attempt += 1;
    this.#before = null;
    this.#takesOpus = false;
  }

  /** Sends PCM from now on. @returns whether Opus may be why the gateway has refused a request as invalid */
  giveUpOpus(): boolean {
    this.#hasFailed ||= this.#hasSentOpus;
    this.#takesOpus = false;
    return this.#hasSentOpus;
  }

  /** @param before the chunk before a chunk, if it is kept @returns null as `Connection.ask` does */
  ask(take: number, next: Outgoing, before: Uint8Array | undefined): Promise<Answer> {
    // Sound waits for the encoder: a change from PCM to Opus in the first words costs a recogniser one of them.
    const isOpus = this.#takesOpus && (this.#encoder ?? this.#opening) !== null;
    if (!isOpus && !this.#before) return this.#request(take, next, next.kind === "chunk" ? { sound: next.sound } : {});
    const attempt = this.#attempt;
    const encoded = Promise.resolve(this.#before ?? this.#opening).then(() => this.#encode(next, before));
    const isLast = () => this.#before === encoded;
    this.#before = encoded;
    return encoded.then((sound) => {
      if (isLast()) this.#before = null;
      return attempt === this.#attempt ? this.#request(take, next, sound) : null;
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#forget();
    this.#unsubscribe();
    this.#encoder?.close();
    this.#encoder = null;
  }

  async #encode(next: Outgoing, before: Uint8Array | undefined): Promise<Sound> {
    if (next.kind === "lost") return {};
    if (!this.#takesOpus || !this.#encoder) return { sound: next.sound };
    const encoding = this.#encoder.encode(next.sound, before).catch(() => null);
    const opus = await inTime(encoding, ENCODING_MS);
    if (opus) this.#hasSentOpus = true;
    else this.#hasFailed = true;
    this.#takesOpus &&= !this.#hasFailed;
    return opus ? { opus } : { sound: next.sound };
  }

  #request(take: number, next: Outgoing, sound: Sound): Promise<Answer> {
    return next.kind === "chunk"
      ? this.#connection.ask("chunk", { take, n: next.n, ...sound, age: next.age })
      : this.#connection.ask("lost", { take, ...next.range });
  }
}

async function openEncoder(): Promise<Encoder | null> {
  if (!globalThis.AudioEncoder) return null;
  const { OpusEncoder } = await import("./opus-encoder");
  return OpusEncoder.open();
}
