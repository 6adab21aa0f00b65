import { LONGEST_AGE_MS } from "#protocol/sound";
import { inTime } from "../connection/in-time";
import {
  chunksOf,
  NO_PERSON,
  openUnsentDatabase,
  type RecordingRow,
  type UnsentDatabase,
  type WantedLanguages,
} from "./database";
import type { LeftSound } from "./left-sound";
import { keyOf, lastPerson, unseal } from "./person-key";
import { type Claim, placeOf, UnsentRecording } from "./recording";

/** If the browser's storage does not answer within this time, the page stores and deletes nothing, ms. */
const OPEN_MS = 3_000;
/** The longest that a page waits for a page that is just going away, ms. */
const GONE_MS = 500;

/** Sound that an earlier page left, with the recording that continues it. */
export type Left = LeftSound & { readonly recording: UnsentRecording };

/** The length of the sound that an earlier page left for a session; `sessionId` null: the session has not begun. */
export type LeftLength = { readonly id: string; readonly sessionId: string | null; readonly chunks: number };

/**
 * The unsent sound of one person in this browser. A recording belongs to one page at a time, which holds its lock: the browser
 * releases the lock when the page goes in any way.
 */
export class UnsentStore {
  readonly #database: UnsentDatabase;
  readonly #key: CryptoKey;
  readonly #person: string;
  readonly #refusalListeners = new Set<() => void>();
  #isRefused = false;

  /**
   * @param person null: the last one who used this browser, for a page without a connection
   * @returns null where the browser stores nothing, or for no person
   */
  static async open(person: string | null): Promise<UnsentStore | null> {
    if (!globalThis.indexedDB || !globalThis.navigator?.locks || !globalThis.crypto?.subtle) return null;
    return inTime(
      open(person).catch(() => null),
      OPEN_MS,
    );
  }

  constructor(database: UnsentDatabase, key: CryptoKey, person: string) {
    this.#database = database;
    this.#key = key;
    this.#person = person;
  }

  /** The browser has refused to store sound. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  onRefused(listener: () => void): () => void {
    this.#refusalListeners.add(listener);
    return () => {
      this.#refusalListeners.delete(listener);
    };
  }

  /** Begins a recording. @param languages for one whose session begins later */
  record(sessionId: string | null, languages?: WantedLanguages): UnsentRecording {
    const id = crypto.randomUUID();
    const row = {
      id,
      person: this.#person,
      sealedFor: this.#person,
      sessionId,
      take: null,
      offset: 0,
      begunAt: Date.now(),
    };
    return this.#recording({ ...row, ...(languages && { languages }) }, claim(id));
  }

  /** The sound that closed pages left, longest ago first. */
  async lengths(): Promise<LeftLength[]> {
    const rows = await this.#rows();
    const lengths = await Promise.all(
      rows.map(async ({ id, sessionId }) => ({
        id,
        sessionId,
        chunks: await this.#database.count("chunks", chunksOf(id)),
      })),
    );
    const { held = [] } = await navigator.locks.query();
    const busy = new Set(held.map(({ name }) => name));
    return lengths.filter(({ id, chunks }) => chunks > 0 && !busy.has(lockOf(id)));
  }

  /** Takes the sound that a closed page left for this session; null: none, or another page has it. */
  async takeLeft(sessionId: string | null): Promise<Left | null> {
    const rows = (await this.#rows()).filter((row) => row.sessionId === sessionId);
    // A later take supersedes earlier ones.
    const byTake = rows.sort((a, b) => (b.take ?? 0) - (a.take ?? 0) || b.begunAt - a.begunAt);
    for (const row of byTake) {
      const left = await this.#take(row.id);
      if (left) return left;
    }
    return null;
  }

  async #take(id: string): Promise<Left | null> {
    const claimed = claim(id, GONE_MS);
    const release = await claimed;
    if (!release) return null;
    const row = await this.#database.get("recordings", id);
    const stored = row ? await this.#database.getAll("chunks", chunksOf(id)) : [];
    if (!row || stored.length === 0) {
      if (row) this.#recording(row, claimed).drop();
      else release();
      return null;
    }
    const key = row.sealedFor === this.#person ? this.#key : await keyOf(this.#database, row.sealedFor);
    const chunks = await Promise.all(
      stored.map(async ({ at, run, ...sealed }) => ({
        n: at - row.offset,
        run: { n: run.n - row.offset, beganAt: run.beganAt },
        sound: await unseal(key, placeOf(id, at), sealed),
      })),
    );
    return { take: row.take, chunks, recording: this.#recording(row, claimed, key) };
  }

  #recording(row: RecordingRow, claimed: Claim, key = this.#key): UnsentRecording {
    const onRefused = () => {
      this.#isRefused = true;
      for (const listener of [...this.#refusalListeners]) listener();
    };
    return new UnsentRecording({ database: this.#database, key, row, claimed, onRefused });
  }

  /** This person's recordings, oldest first. Deletes those that no gateway would take any more. */
  async #rows(): Promise<RecordingRow[]> {
    const all = await this.#database.getAll("recordings");
    const oldest = Date.now() - LONGEST_AGE_MS;
    for (const { id, begunAt } of all) if (begunAt < oldest) await deleteRecording(this.#database, id);
    const mine = all.filter(
      ({ person, sessionId, begunAt }) => begunAt >= oldest && (person === this.#person || isShared(person, sessionId)),
    );
    return mine.sort((a, b) => a.begunAt - b.begunAt);
  }
}

/** Whether it was recorded without a sign-in, for a session that a person of this browser has begun since. */
function isShared(person: string, sessionId: string | null): boolean {
  return person === NO_PERSON && sessionId !== null;
}

/**
 * Deletes all unsent sound and all keys of this browser: the person signs out, or deletes the account. Never throws, and
 * gives up after 3 s: a browser that cannot delete must not hold the person back.
 */
export async function dropAllUnsent(): Promise<void> {
  if (!globalThis.indexedDB) return;
  await inTime(
    clearAll().catch(() => {}),
    OPEN_MS,
  );
}

async function clearAll(): Promise<void> {
  const database = await openUnsentDatabase();
  const transaction = database.transaction(["keys", "recordings", "chunks"], "readwrite");
  const stores = ["keys", "recordings", "chunks"] as const;
  await Promise.all([...stores.map((store) => transaction.objectStore(store).clear()), transaction.done]);
  database.close();
}

async function open(person: string | null): Promise<UnsentStore | null> {
  const database = await openUnsentDatabase();
  const whose = person ?? (await lastPerson(database));
  return whose === null ? null : new UnsentStore(database, await keyOf(database, whose), whose);
}

async function deleteRecording(database: UnsentDatabase, id: string): Promise<void> {
  const transaction = database.transaction(["recordings", "chunks"], "readwrite");
  await Promise.all([
    transaction.objectStore("recordings").delete(id),
    transaction.objectStore("chunks").delete(chunksOf(id)),
    transaction.done,
  ]);
}

function lockOf(id: string): string {
  return `interline.unsent ${id}`;
}

/** @param waitMs how long to wait for another page */
function claim(id: string, waitMs = 0): Claim {
  return new Promise((resolve) => {
    const options = waitMs > 0 ? { signal: AbortSignal.timeout(waitMs) } : { ifAvailable: true };
    const hold = (lock: Lock | null) => {
      if (!lock) return resolve(null);
      return new Promise<void>((release) => resolve(release));
    };
    navigator.locks.request(lockOf(id), options, hold).catch(() => resolve(null));
  });
}
