import type { GatewaySocket } from "../context";
import { endConnection } from "../http/end-connection";

/** Unsent bytes of a socket above which none of its requests begins. */
const HELD_ABOVE = 1_000_000;
/** The same for all sockets of one person together. */
const PERSON_HELD_ABOVE = 8_000_000;
/** Unsent bytes above which a socket is closed: published messages arrive without requests. */
const CLOSED_ABOVE = 16_000_000;
/** Above this for all sockets of an address together, those with more than an equal share are closed. */
const ADDRESS_CLOSED_ABOVE = 128_000_000;
/** Unsent bytes that each socket of an address above that limit may keep. */
const FAIR_PART = 256_000;

/** Bounds the memory of messages that clients do not read: by socket, person and address. */
export class SendBuffers {
  readonly #sums = new Map<string, number>();

  /** Watches a socket until it is closed. */
  watch(socket: GatewaySocket): void {
    const { conn } = socket;
    const { identity, addressHash, turns } = socket.data;
    const person = identity.kind === "user" ? `person ${identity.user.id}` : null;
    const address = `address ${addressHash}`;
    const keys = person === null ? [address] : [address, person];
    /** Bytes that wait in engine.io until the batch before them is sent, and the batch that the websocket is sending. */
    let queued = 0;
    let sending = 0;
    const own = () => queued + sending;
    const sumOf = (key: string) => this.#sums.get(key) ?? 0;
    const add = (bytes: number) => {
      for (const key of keys) this.#add(key, bytes);
    };

    conn.on("packetCreate", ({ data }: { data?: unknown }) => {
      const bytes = sizeOf(data);
      queued += bytes;
      add(bytes);
      const isUnfair = sumOf(address) > ADDRESS_CLOSED_ABOVE && own() > FAIR_PART;
      if (own() > CLOSED_ABOVE || isUnfair) endConnection(conn);
    });
    conn.on("flush", () => {
      sending += queued;
      queued = 0;
    });
    conn.transport.on("drain", () => {
      add(-sending);
      sending = 0;
      turns.beginWaiting();
    });
    conn.once("close", () => {
      add(-own());
      queued = 0;
      sending = 0;
    });
    turns.holdWhile(() => own() > HELD_ABOVE || (person !== null && sumOf(person) > PERSON_HELD_ABOVE && own() > 0));
  }

  #add(key: string, bytes: number): void {
    const sum = (this.#sums.get(key) ?? 0) + bytes;
    if (sum > 0) this.#sums.set(key, sum);
    else this.#sums.delete(key);
  }
}

function sizeOf(data: unknown): number {
  if (typeof data === "string") return Buffer.byteLength(data);
  return data instanceof Uint8Array ? data.byteLength : 0;
}
