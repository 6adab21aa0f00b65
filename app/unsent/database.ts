import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { BASE_PATH } from "../address/site-address";
import type { Run } from "./left-sound";

/** The languages of a session that could not begin without a connection, and begins later. */
export type WantedLanguages = { readonly sourceLang: string; readonly targetLangs: readonly string[] };

/** The part of the sound of one take of one page that no gateway has acknowledged. */
export type RecordingRow = {
  readonly id: string;
  /** The person who may send it; `NO_PERSON`: the owner of its session. */
  readonly person: string;
  /** The person whose key encrypts it. */
  readonly sealedFor: string;
  /** Null: the session has not begun. */
  readonly sessionId: string | null;
  /** Null: no gateway has given one. */
  readonly take: number | null;
  /** A chunk's number in the take is its `at` minus `offset`. */
  readonly offset: number;
  /** When it began, ms since 1970. */
  readonly begunAt: number;
  /** For a recording without a session. */
  readonly languages?: WantedLanguages;
};

export type ChunkRow = {
  readonly recording: string;
  /** The chunk's place in the recording: 1, 2, 3 ... */
  readonly at: number;
  /** The place of the first chunk that was captured without a pause before this one, and when its capture began. */
  readonly run: Run;
  readonly iv: Uint8Array<ArrayBuffer>;
  /** Encrypted with the key of the recording's person. */
  readonly sound: ArrayBuffer;
};

/** The person of a recording that was made in a browser without a sign-in. */
export const NO_PERSON = "";

/** A key that encrypts one person's sound in this browser. `usedAt`: ms since 1970. */
export type KeyRow = { readonly person: string; readonly key: CryptoKey; readonly usedAt: number };

interface UnsentSchema extends DBSchema {
  keys: { key: string; value: KeyRow };
  recordings: { key: string; value: RecordingRow };
  chunks: { key: [recording: string, at: number]; value: ChunkRow };
}

export type UnsentDatabase = IDBPDatabase<UnsentSchema>;

/** All sites of a host share its storage: a site below a path has a database of its own. */
const NAME = `interline.unsent${BASE_PATH}`;

/** @throws DOMException where the browser stores nothing */
export function openUnsentDatabase(): Promise<UnsentDatabase> {
  return openDB<UnsentSchema>(NAME, 1, {
    upgrade(database) {
      database.createObjectStore("keys", { keyPath: "person" });
      database.createObjectStore("recordings", { keyPath: "id" });
      database.createObjectStore("chunks", { keyPath: ["recording", "at"] });
    },
    // A later page wants to change the database: without this it would have to wait for this page to close.
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });
}

/** Every chunk of a recording, up to `last`. */
export function chunksOf(recording: string, last: number = Number.MAX_SAFE_INTEGER): IDBKeyRange {
  return IDBKeyRange.bound([recording, 0], [recording, last]);
}
