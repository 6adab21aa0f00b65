import type { z } from "zod";
import {
  DeletedMessage,
  DraftMessage,
  HeadMessage,
  SegmentMessage,
  SessionMessage,
  TakeMessage,
  TranslationMessage,
} from "#protocol/messages";
import { EMPTY_TRANSCRIPT, isBehind, reduce, type Transcript, type TranscriptEvent } from "#protocol/reduce";
import type { Line, LineState, MessageName } from "./line";
import { oncePerFrame, type Schedule, Subscribers } from "./subscribers";

/** What a page knows of a session now. A new object with every change, never changed itself. */
export type SessionSnapshot = {
  readonly connection: LineState;
  /** `joining`: nothing is known yet. `not-found`: no such session, or not yours. After `deleted` the transcript is empty. */
  readonly access: "joining" | "joined" | "not-found" | "deleted";
  readonly transcript: Transcript;
  /** The highest take heard of: a page that speaks in a lower one is superseded. */
  readonly take: number;
  /** Milliseconds since 1970 at which the server was last heard; null: never. */
  readonly lastHeardAt: number | null;
  /** Messages that did not fit the protocol. */
  readonly dropped: number;
};

/** An event that is late may come by itself within this time. */
const PATIENCE_MS = 300;
const RETRY_MS = 1_000;
/** Without an answer to `join` for so long the connection is taken for dead. */
const ANSWER_MS = 5_000;

/**
 * Follows one session over a line: joins its rooms, keeps the transcript, catches up on whatever was missed.
 *
 *     const client = new SessionClient({ line: connect(), sessionId });
 *     useSyncExternalStore(client.subscribe, client.getSnapshot, client.getSnapshot);
 *     client.close();   // when the page goes; the line is closed by whoever opened it
 *
 * `lines(transcript)`, `draftOf(transcript, lang)` and `translationKey(seq, lang)` of `#protocol/reduce` read the transcript.
 */
export class SessionClient {
  readonly #line: Line;
  readonly #sessionId: string;
  readonly #now: () => number;
  readonly #subscribers: Subscribers;
  readonly #endings: (() => void)[] = [];
  #snapshot: SessionSnapshot;
  #catchUp: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #closed = false;

  /** @param schedule how listeners are told; by default once per frame */
  constructor({
    line,
    sessionId,
    schedule = oncePerFrame,
    now = Date.now,
  }: {
    line: Line;
    sessionId: string;
    schedule?: Schedule;
    now?: () => number;
  }) {
    this.#line = line;
    this.#sessionId = sessionId;
    this.#now = now;
    this.#subscribers = new Subscribers(schedule);
    this.#snapshot = {
      connection: line.state,
      access: "joining",
      transcript: EMPTY_TRANSCRIPT,
      take: 0,
      lastHeardAt: null,
      dropped: 0,
    };
    this.#listen();
    if (line.state === "connected") void this.join();
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#subscribers.add(listener);

  readonly getSnapshot = (): SessionSnapshot => this.#snapshot;

  /** Joins the rooms and reads everything that is not known yet. Called by itself whenever it is needed. */
  async join(): Promise<void> {
    if (this.#asking || this.#closed || this.#isGone() || this.#line.state !== "connected") return;
    this.#asking = true;
    this.#cancelCatchUp();
    const dead = setTimeout(() => this.#line.reset(), ANSWER_MS);
    const answer = await this.#line.ask("join", { sessionId: this.#sessionId, since: this.#snapshot.transcript.rev });
    clearTimeout(dead);
    this.#asking = false;
    if (this.#closed || this.#isGone()) return;
    if (answer === null) {
      // Without an answer the line is down, or up again already: then nobody else asks.
      this.#catchUpIn(PATIENCE_MS);
    } else if (answer.ok) {
      this.#change({ access: "joined" });
      this.#apply({ type: "changes", changes: answer.changes });
    } else if (answer.refusal.kind === "not-found") {
      this.#change({ access: "not-found" });
    } else {
      this.#catchUpIn(RETRY_MS);
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancelCatchUp();
    for (const end of this.#endings.splice(0)) end();
  }

  #listen(): void {
    this.#endings.push(
      this.#line.onState((connection) => {
        this.#change({ connection });
        if (connection === "connected") void this.join();
      }),
    );
    this.#on("segment", SegmentMessage, ({ segment }) => this.#apply({ type: "segment", segment }));
    this.#on("translation", TranslationMessage, ({ translation }) => this.#apply({ type: "translation", translation }));
    this.#on("draft", DraftMessage, ({ draft }) => this.#apply({ type: "draft", draft }));
    this.#on("head", HeadMessage, ({ head }) => this.#apply({ type: "head", head }));
    this.#on("session", SessionMessage, ({ session, rev }) => this.#apply({ type: "session", session, rev }));
    this.#on("take", TakeMessage, ({ take }) => this.#change({ take: Math.max(take, this.#snapshot.take) }));
    this.#on("deleted", DeletedMessage, () => {
      this.#cancelCatchUp();
      this.#change({ access: "deleted", transcript: EMPTY_TRANSCRIPT });
    });
  }

  #on<T extends { sessionId: string }>(event: MessageName, schema: z.ZodType<T>, then: (message: T) => void): void {
    const listener = (raw: unknown) => {
      const message = schema.safeParse(raw);
      if (!message.success) this.#change({ dropped: this.#snapshot.dropped + 1 });
      else if (message.data.sessionId === this.#sessionId && !this.#isGone()) then(message.data);
    };
    this.#endings.push(this.#line.onMessage(event, listener));
  }

  #apply(event: TranscriptEvent): void {
    const transcript = reduce(this.#snapshot.transcript, event);
    this.#change({ transcript, lastHeardAt: this.#now() });
    // A rev ahead of a gap tells as much as a head does, and comes also when the session is no longer served.
    if (isBehind(transcript) || transcript.ahead.size > 0) this.#catchUpIn(PATIENCE_MS);
    else this.#cancelCatchUp();
  }

  #catchUpIn(ms: number): void {
    this.#catchUp ??= setTimeout(() => {
      this.#catchUp = undefined;
      void this.join();
    }, ms);
  }

  #cancelCatchUp(): void {
    clearTimeout(this.#catchUp);
    this.#catchUp = undefined;
  }

  #isGone(): boolean {
    return this.#snapshot.access === "not-found" || this.#snapshot.access === "deleted";
  }

  #change(change: Partial<SessionSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#subscribers.tell();
  }
}
