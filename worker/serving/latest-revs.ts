import { every, type Repetition } from "#platform/every";
import type { Log } from "#platform/log";
import { type RoomRevs, readRoomRevs } from "#store/session/room-revs";

const EVERY_MS = 2_000;

/** The revs of the rooms of a worker's sessions, which heads publish. Polled every 2 s in one query for all sessions. */
export class LatestRevs {
  readonly #revs = new Map<string, RoomRevs>();
  readonly #reads: Repetition;

  constructor(private readonly log: Log) {
    this.#reads = every(
      EVERY_MS,
      () => this.#read([...this.#revs.keys()]),
      (err) => log.warn({ err }, "could not read revs"),
    );
  }

  /** Begins to poll a session. */
  keep(sessionId: string, revs: RoomRevs): void {
    this.#revs.set(sessionId, revs);
  }

  of(sessionId: string): RoomRevs {
    return this.#revs.get(sessionId) ?? new Map();
  }

  /** Refreshes the revs of one session before its last head of this serving. */
  refresh(sessionId: string): Promise<void> {
    return this.#read([sessionId]);
  }

  drop(sessionId: string): void {
    this.#revs.delete(sessionId);
  }

  close(): void {
    void this.#reads.stop();
  }

  async #read(sessionIds: readonly string[]): Promise<void> {
    if (sessionIds.length === 0) return;
    try {
      const read = await readRoomRevs(sessionIds);
      for (const [sessionId, revs] of read) if (this.#revs.has(sessionId)) this.#revs.set(sessionId, revs);
    } catch (err) {
      // The known revs stay valid: a head promises at least these.
      this.log.warn({ err }, "could not read revs");
    }
  }
}
