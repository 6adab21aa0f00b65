import type { Reading } from "#protocol/client-events";
import { LANGUAGE_TAG } from "#protocol/language-tag";
import { EMPTY_TRANSCRIPT } from "#protocol/reduce";
import type { LimitName, Refusal } from "#protocol/refusal";
import type { PublicView } from "#protocol/session";
import type { Since } from "#protocol/transcript";
import { RESTORABLE_SECONDS, UNDO_MS } from "#protocol/undo";
import type { Connection, ConnectionState } from "../connection/connection";
import { type FollowedState, Follower, NOTHING_FOLLOWED, type Read } from "../connection/follower";
import { oncePerFrame, type Schedule, Subscribers } from "../connection/subscribers";
import { ANYTHING, MESSAGES } from "./message-shapes";

/** The admission of a reader. Times are milliseconds since 1970. */
export type ReaderAccess =
  | { readonly kind: "joining" }
  /** `isWrong`: a wrong password was given. `retryAt`: none may be given before. `isChecking`: one is being checked. */
  | {
      readonly kind: "password";
      readonly isWrong: boolean;
      readonly retryAt: number | null;
      readonly isChecking: boolean;
    }
  /** Too many read by this link, or came from this address at once (`joins`). The page tries it again. */
  | { readonly kind: "full"; readonly limit: LimitName; readonly retryAt: number }
  | { readonly kind: "joined" }
  /** The link is unknown, revoked, expired or deleted, which all look the same. */
  | { readonly kind: "not-found" };

/** The present state of a reader's page. A new object with every change, never mutated. */
export type ReaderSnapshot = FollowedState<PublicView> & {
  readonly connection: ConnectionState;
  readonly access: ReaderAccess;
  /** The language that is read; null: the original, or that nothing is read yet. */
  readonly lang: string | null;
  /** The second language of a caption screen; null: none, or the link does not show it. */
  readonly second: string | null;
  /** Null until joined. `original` false: lines have no words, only translations have. */
  readonly may: Reading["may"] | null;
};

const RETRY_MS = 1_000;
const FULL_RETRY_S = 10;
/**
 * After a link ends, an admitted page tries it three more times, because the owner may undo the revocation: soon, after
 * `UNDO_MS`, and after the last moment of a restore. The random part spreads the load of many readers.
 */
const RETURNS_MS = [
  { least: 2_000, spread: 3_000 },
  { least: UNDO_MS, spread: 3_000 },
  { least: RESTORABLE_SECONDS * 1_000 - UNDO_MS, spread: 3_000 },
] as const;

export type ReaderOptions = {
  /** Made by `connect` with the link. */
  readonly connection: Connection;
  /** Languages that the reader wants, the most wanted first: `navigator.languages`, for instance. */
  readonly wanted: readonly string[];
  /** The second language of a caption screen; null: none. */
  readonly second?: string | null;
  /**
   * Called after the right password: the page keeps the pass, and its connection sends it in every handshake from then
   * on.
   */
  readonly onPass: (pass: string) => void;
  /** When listeners are called; by default once per frame. */
  readonly schedule?: Schedule;
  readonly now?: () => number;
};

/** Follows a session by a link. `open-link.ts` makes one together with its connection. */
export class ReaderClient {
  readonly #options: ReaderOptions;
  readonly #now: () => number;
  readonly #subscribers: Subscribers;
  #follower: Follower<PublicView>;
  readonly #endConnection: () => void;
  #wanted: readonly string[];
  #second: string | null;
  #snapshot: ReaderSnapshot;
  #isOver = false;
  /** The remaining tries to open the link after it ended; null: it has not ended. */
  #returns: (typeof RETURNS_MS)[number][] | null = null;

  constructor(options: ReaderOptions) {
    const { connection, wanted, schedule = oncePerFrame, now = Date.now } = options;
    this.#options = options;
    this.#now = now;
    // `navigator.languages` may contain tags that the server rejects.
    this.#wanted = wanted.filter((tag) => LANGUAGE_TAG.test(tag)).slice(0, 20);
    this.#second = options.second ?? null;
    this.#subscribers = new Subscribers(schedule);
    this.#snapshot = {
      connection: connection.state,
      access: { kind: "joining" },
      lang: null,
      second: null,
      may: null,
      ...NOTHING_FOLLOWED,
    };
    this.#follower = this.#follow();
    this.#endConnection = connection.onState((state) => this.#onConnection(state));
    this.#onConnection(connection.state);
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#subscribers.add(listener);

  readonly getSnapshot = (): ReaderSnapshot => this.#snapshot;

  /** Sends the password. The outcome is in `access`. */
  async unlock(password: string): Promise<void> {
    const { access } = this.#snapshot;
    if (access.kind !== "password" || access.isChecking) return;
    this.#change({ access: { ...access, isChecking: true } });
    const answer = await this.#options.connection.ask("link:unlock", { password });
    if (this.#isOver) return;
    const asked = { kind: "password" as const, isWrong: false, retryAt: null, isChecking: false };
    if (answer?.ok) {
      this.#options.onPass(answer.pass);
      this.#change({ access: { kind: "joining" } });
      return this.#follower.read();
    }
    const refusal = answer?.refusal;
    if (refusal?.kind === "password") this.#change({ access: { ...asked, isWrong: true } });
    else if (refusal?.kind === "too-many") this.#change({ access: { ...asked, retryAt: this.#retryAt(refusal) } });
    else if (refusal?.kind === "not-found") this.#end();
    else this.#change({ access: asked });
  }

  /** Reads in other languages, with everything that was said so far. */
  async switchTo(lang: string, second: string | null = null): Promise<void> {
    this.#wanted = [lang];
    this.#second = second;
    await this.#follower.readNext();
  }

  /** Stops following the session. Does not close the connection. */
  close(): void {
    this.#isOver = true;
    this.#follower.close();
    this.#endConnection();
  }

  #follow(): Follower<PublicView> {
    const follower = new Follower<PublicView>({
      connection: this.#options.connection,
      messages: MESSAGES,
      now: this.#now,
      read: (since) => this.#read(since),
      langs: () => [this.#snapshot.lang, this.#snapshot.second].filter((lang) => lang !== null),
      changed: (change) => this.#change(change),
    });
    follower.on("gone", ANYTHING, () => this.#end());
    follower.on("deleted", ANYTHING, () => this.#end({ forGood: true }));
    return follower;
  }

  #onConnection(connection: ConnectionState): void {
    const refusal = this.#options.connection.refusal;
    if (connection === "refused") {
      this.#end();
      return;
    }
    this.#change({ connection });
    if (connection === "connected") {
      if (this.#snapshot.access.kind === "not-found") {
        this.#follower.close();
        this.#follower = this.#follow();
      }
      void this.#follower.read();
    } else if (connection === "offline" && refusal?.kind === "too-many") this.#wait(refusal);
  }

  async #read(since: Since): Promise<Read<PublicView>> {
    const answer = await this.#options.connection.ask("link:read", {
      wanted: [...this.#wanted],
      since,
      ...(this.#second !== null && { second: this.#second }),
    });
    if (answer === null) return { kind: "no-answer" };
    if (answer.ok) {
      // A gateway of an earlier version names no second language.
      const { lang, second = null, may, changes, speaker } = answer;
      this.#returns = null;
      this.#change({ access: { kind: "joined" }, lang, second, may });
      return { kind: "changes", changes, speaker };
    }
    const { refusal } = answer;
    switch (refusal.kind) {
      case "password":
        this.#change({ access: { kind: "password", isWrong: false, retryAt: null, isChecking: false } });
        return { kind: "wait" };
      case "not-found":
      case "unauthenticated":
        this.#end();
        return { kind: "wait" };
      case "too-many":
        return { kind: "again", afterMs: this.#wait(refusal) };
      default:
        return { kind: "again", afterMs: RETRY_MS };
    }
  }

  /** Shows that the link is full. A reader who has joined keeps the page, unless the link has no place left. @returns the wait, ms */
  #wait(refusal: Extract<Refusal, { kind: "too-many" }>): number {
    const retryAt = this.#retryAt(refusal);
    const { limit } = refusal;
    if (limit === "readers" || (limit === "joins" && this.#snapshot.access.kind !== "joined"))
      this.#change({ access: { kind: "full", limit, retryAt } });
    return retryAt - this.#now();
  }

  #retryAt({ retryAfterSeconds }: { retryAfterSeconds: number | null }): number {
    return this.#now() + (retryAfterSeconds ?? FULL_RETRY_S) * 1_000;
  }

  /** The link is no longer valid: the page keeps none of the words. It tries the link again later, unless the session is deleted. */
  #end({ forGood = false } = {}): void {
    const { connection } = this.#options;
    const { kind } = this.#snapshot.access;
    this.#follower.close();
    this.#change({ access: { kind: "not-found" }, transcript: EMPTY_TRANSCRIPT, lang: null, second: null, may: null });
    if (kind !== "joining" && kind !== "not-found") this.#returns = [...RETURNS_MS];
    const next = forGood ? undefined : this.#returns?.shift();
    if (next) connection.retryIn(next.least + Math.random() * next.spread);
    else connection.close();
  }

  #change(change: Partial<ReaderSnapshot>): void {
    if (this.#isOver) return;
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#subscribers.tell();
  }
}
