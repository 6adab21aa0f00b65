import type { Redis } from "ioredis";
import { every, type Repetition } from "#platform/every";
import type { Log } from "#platform/log";
import { ownerRoom } from "#protocol/rooms";
import type { Readers } from "#protocol/share";
import { type ReadersHere, readReaders, reportReaders, sessionsRead, withdrawReaders } from "#redis/readers";
import type { GatewayServer, GatewaySocket } from "../context";

const BEAT_MS = 1_000;

/** A reader that is counted. `lang`: the language that it reads; "": the original only. */
type Seat = { readonly sessionId: string; readonly linkId: string; readonly lang: string };

/**
 * Counts the readers of links. Every second this gateway reports its own readers in Redis, and sends the total to the owners
 * whose pages it has. The report of a dead gateway expires.
 */
export class Audience {
  readonly #seats = new Map<string, Seat>();
  /** The totals that were last sent to the owners, by session. */
  readonly #told = new Map<string, string>();
  #reported = new Set<string>();
  readonly #beats: Repetition;

  constructor(
    private readonly io: GatewayServer,
    private readonly redis: Redis,
    private readonly gatewayId: string,
    log: Log,
  ) {
    this.#beats = every(
      BEAT_MS,
      () => this.#tick(),
      (err) => log.warn({ err }, "could not count readers"),
    );
  }

  isSeated(socketId: string): boolean {
    return this.#seats.has(socketId);
  }

  /** Counts a socket as a reader, or changes its language. Does not check the limit. */
  seat(socketId: string, seat: Seat): void {
    this.#seats.set(socketId, seat);
  }

  leave(socketId: string): void {
    this.#seats.delete(socketId);
  }

  /**
   * Counts the socket as a reader unless `refusal` refuses it.
   * @param refusal gets the link's number of readers (other gateways' numbers are up to a second old) and returns the
   * reason to refuse one more, or null
   */
  async takeSeat<T>(socket: GatewaySocket, seat: Seat, refusal: (readersNow: number) => T | null): Promise<T | null> {
    const elsewhere = await this.#elsewhere(seat.sessionId);
    // No `await` between counting and seating, or concurrent readers would all pass the limit.
    const all = [...elsewhere, this.#here(seat.sessionId)];
    const refused = refusal(sumOf(all.flatMap((readers) => Object.values(readers[seat.linkId] ?? {}))));
    if (refused === null && socket.connected) this.seat(socket.id, seat);
    return refused;
  }

  async readersOf(sessionId: string): Promise<Readers> {
    const elsewhere = await this.#elsewhere(sessionId);
    return toReaders([...elsewhere, this.#here(sessionId)]);
  }

  /** Sends the numbers of a session's readers to one page of its owner. */
  async tell(socket: GatewaySocket, sessionId: string): Promise<void> {
    socket.emit("readers", { readers: await this.readersOf(sessionId) });
  }

  async close(): Promise<void> {
    await this.#beats.stop();
    if (this.redis.status !== "ready") return;
    await Promise.all([...this.#reported].map((id) => withdrawReaders(this.redis, this.gatewayId, id)));
  }

  async #tick(): Promise<void> {
    // Commands must not pile up while Redis is unavailable.
    if (this.redis.status !== "ready") return;
    await this.#report();
    const sessions = new Set([...(await sessionsRead(this.redis)), ...this.#told.keys()]);
    for (const sessionId of sessions) await this.#tellOwners(sessionId);
  }

  async #report(): Promise<void> {
    const sessions = new Set([...this.#seats.values()].map(({ sessionId }) => sessionId));
    const left = [...this.#reported].filter((id) => !sessions.has(id));
    this.#reported = sessions;
    await Promise.all([
      ...[...sessions].map((id) => reportReaders(this.redis, this.gatewayId, id, this.#here(id))),
      ...left.map((id) => withdrawReaders(this.redis, this.gatewayId, id)),
    ]);
  }

  async #tellOwners(sessionId: string): Promise<void> {
    const room = ownerRoom(sessionId);
    if (!this.io.of("/").adapter.rooms.has(room)) {
      this.#told.delete(sessionId);
      return;
    }
    const readers = await this.readersOf(sessionId);
    const news = JSON.stringify(readers);
    if (news === this.#told.get(sessionId)) return;
    if (readers.total === 0) this.#told.delete(sessionId);
    else this.#told.set(sessionId, news);
    this.io.local.to(room).emit("readers", { readers });
  }

  async #elsewhere(sessionId: string): Promise<ReadersHere[]> {
    const reported = await readReaders(this.redis, sessionId);
    reported.delete(this.gatewayId);
    return [...reported.values()];
  }

  #here(sessionId: string): ReadersHere {
    const here: Record<string, Record<string, number>> = {};
    for (const { linkId, lang, ...seat } of this.#seats.values()) {
      if (seat.sessionId !== sessionId) continue;
      const byLang = here[linkId] ?? {};
      byLang[lang] = (byLang[lang] ?? 0) + 1;
      here[linkId] = byLang;
    }
    return here;
  }
}

function toReaders(all: readonly ReadersHere[]): Readers {
  const langs: Record<string, number> = {};
  const links: Record<string, number> = {};
  for (const [linkId, byLang] of all.flatMap((readers) => Object.entries(readers))) {
    for (const [lang, count] of Object.entries(byLang)) {
      langs[lang] = (langs[lang] ?? 0) + count;
      links[linkId] = (links[linkId] ?? 0) + count;
    }
  }
  return { total: sumOf(Object.values(links)), langs, links };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
