import { emptyTranscript, isBehind, reduce, sinceOf, type Transcript, type TranscriptEvent } from "#protocol/reduce";
import type { PublicView } from "#protocol/session";
import type { SpeakerPresence } from "#protocol/share";
import type { Changes, Since } from "#protocol/transcript";
import type { Connection, MessageName } from "./connection";
import type { FollowedMessages, Schema } from "./followed-messages";
import { UnreadableMessages } from "./unreadable-messages";

/** The part of a page's snapshot that owners' and readers' pages share: the transcript and the speaker's presence. */
export type FollowedState<S extends PublicView> = {
  readonly transcript: Transcript<S>;
  readonly speaker: SpeakerPresence;
  /** Milliseconds since 1970 at which the server was last heard; null: never. */
  readonly lastHeardAt: number | null;
  /** Everything that was stored when the page was opened has been read. */
  readonly isWhole: boolean;
  /** The network refuses websockets; see `Connection`. */
  readonly isBlocked: boolean;
  /** This page is of an earlier protocol version than the gateway, and should be reloaded. */
  readonly isOutdated: boolean;
};

/** The state before the first message. */
export const NOTHING_FOLLOWED: FollowedState<never> = {
  transcript: emptyTranscript(),
  speaker: null,
  lastHeardAt: null,
  isWhole: false,
  isBlocked: false,
  isOutdated: false,
};

/** The outcome of a read of everything since a rev. `wait`: do not retry; the client reads again itself. */
export type Read<S extends PublicView> =
  | { readonly kind: "changes"; readonly changes: Changes<S>; readonly speaker?: SpeakerPresence }
  | { readonly kind: "no-answer" }
  | { readonly kind: "again"; readonly afterMs: number }
  | { readonly kind: "wait" };

export type FollowerOptions<S extends PublicView> = {
  /** The changes that are known before the first read. */
  readonly initial?: Changes<S> | undefined;
  readonly connection: Connection;
  /** The schema of each message. */
  readonly messages: FollowedMessages;
  /** Reads everything since the known revs. */
  readonly read: (since: Since) => Promise<Read<S>>;
  /** The languages that have to be complete; undefined: those of the session. */
  readonly langs: () => readonly string[] | undefined;
  readonly changed: (change: Partial<FollowedState<S>>) => void;
  readonly now: () => number;
};

/** A missing change may still arrive within this time, ms. Then the page reads again. */
const PATIENCE_MS = 300;
/** While a long session is being read, the page gets the lines that have arrived at this interval, ms. */
const TELL_MS = 1_000;
/** Without an answer for this long the connection counts as dead, ms. */
const ANSWER_MS = 5_000;

/** Keeps a transcript complete over a connection that breaks: applies published messages, and reads those that it missed. */
export class Follower<S extends PublicView> {
  readonly #options: FollowerOptions<S>;
  readonly #endings: (() => void)[] = [];
  readonly #unreadable: UnreadableMessages;
  #transcript: Transcript<S> = emptyTranscript();
  #catchUp: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  /** True: the request has changed since the read that is in flight. */
  #isStale = false;
  #isOver = false;
  #isWhole = false;
  /** The time at which the page was last told of the transcript, by `now`. */
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(options: FollowerOptions<S>) {
    this.#options = options;
    if (options.initial) this.#transcript = reduce(this.#transcript, { type: "changes", changes: options.initial });
    const { messages, connection } = options;
    this.#unreadable = new UnreadableMessages(connection);
    this.on("segment", messages.segment, (message) => this.apply({ type: "segment", ...message }));
    this.on("translation", messages.translation, (message) => this.apply({ type: "translation", ...message }));
    this.on("latest", messages.latest, (message) => this.apply({ type: "latest", ...message }));
    this.on("changed", messages.changed, (message) => this.apply({ type: "changed", ...message }));
    this.on("draft", messages.draft, (message) => this.apply({ type: "draft", ...message }));
    this.on("head", messages.head, (message) => this.apply({ type: "head", ...message }));
    this.on("speaker", messages.speaker, ({ speaker }) => options.changed({ speaker }));
    this.#endings.push(
      connection.onBlocked((isBlocked) => options.changed({ isBlocked })),
      connection.onMessage("outdated", () => options.changed({ isOutdated: true })),
      () => this.#unreadable.close(),
    );
  }

  /** Listens until `close`. */
  on<T>(event: MessageName, schema: Schema<T>, then: (message: T) => void): void {
    const listener = (raw: unknown) => {
      if (this.#isOver) return;
      const message = schema.safeParse(raw);
      if (message.success) then(message.data);
      else this.#unreadable.add(event);
    };
    this.#endings.push(this.#options.connection.onMessage(event, listener));
  }

  apply(event: TranscriptEvent<S>): void {
    this.#transcript = reduce(this.#transcript, event);
    this.#toldAt = this.#options.now();
    this.#options.changed({
      transcript: this.#transcript,
      lastHeardAt: this.#toldAt,
      isWhole: this.#isWhole,
    });
    if (isBehind(this.#transcript, this.#options.langs())) this.#catchUpIn(PATIENCE_MS);
    else this.#cancelCatchUp();
  }

  /** Reads everything that is not known yet. The follower calls it itself whenever a change is missing. */
  async read(): Promise<void> {
    const { connection, read } = this.#options;
    if (this.#isAsking || this.#isOver || connection.state !== "connected") return;
    this.#isAsking = true;
    this.#isStale = false;
    this.#cancelCatchUp();
    const dead = setTimeout(() => connection.reset(), ANSWER_MS);
    const answer = await read(sinceOf(this.#transcript));
    clearTimeout(dead);
    this.#isAsking = false;
    if (this.#isOver) return;
    this.#learn(answer);
    const isPage = answer.kind === "changes" && answer.changes.more === true;
    if (this.#isStale || isPage) await this.read();
  }

  #learn(answer: Read<S>): void {
    const { changed } = this.#options;
    switch (answer.kind) {
      case "changes":
        if (answer.speaker !== undefined) changed({ speaker: answer.speaker });
        this.#learnChanges(answer.changes);
        break;
      case "no-answer":
        // Read again: if the connection is already restored, no other event would trigger a read.
        this.#catchUpIn(PATIENCE_MS);
        break;
      case "again":
        this.#catchUpIn(answer.afterMs);
        break;
      case "wait":
        break;
    }
  }

  /**
   * Applies changes that were read. A long session is read in pages faster than a page can draw them, so the listeners are
   * told of the first and the last page, and once a second.
   */
  #learnChanges(changes: Changes<S>): void {
    const { more = false } = changes;
    this.#isWhole ||= !more;
    const isDue = this.#options.now() - this.#toldAt >= TELL_MS;
    if (!more || isDue) this.apply({ type: "changes", changes });
    else this.#transcript = reduce(this.#transcript, { type: "changes", changes });
  }

  /** Reads again, after the read that is in flight. */
  async readNext(): Promise<void> {
    if (this.#isAsking) this.#isStale = true;
    else await this.read();
  }

  /** Stops listening and reading. */
  close(): void {
    this.#isOver = true;
    this.#cancelCatchUp();
    for (const end of this.#endings.splice(0)) end();
  }

  #catchUpIn(ms: number): void {
    this.#catchUp ??= setTimeout(() => {
      this.#catchUp = undefined;
      void this.read();
    }, ms);
  }

  #cancelCatchUp(): void {
    clearTimeout(this.#catchUp);
    this.#catchUp = undefined;
  }
}
