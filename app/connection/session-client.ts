import * as z from "zod/mini";
import type { Health } from "#protocol/health";
import { HealthMessage, ReadersMessage, SessionMessage, TakeMessage } from "#protocol/messages";
import { EMPTY_TRANSCRIPT, reduce } from "#protocol/reduce";
import type { SessionView } from "#protocol/session";
import type { Readers } from "#protocol/share";
import type { Changes, Since } from "#protocol/transcript";
import type { Connection, ConnectionState } from "./connection";
import { type FollowedState, Follower, NOTHING_FOLLOWED, type Read } from "./follower";
import { MESSAGE_SCHEMAS } from "./message-schemas";
import { oncePerFrame, type Schedule, Subscribers } from "./subscribers";

/** The present state of a session for a page. A new object with every change, never mutated. */
export type SessionSnapshot = FollowedState<SessionView> & {
  readonly connection: ConnectionState;
  /** `joining`: nothing is known yet. `not-found`: no such session, or not yours. After `deleted` the transcript is empty. */
  readonly access: "joining" | "joined" | "not-found" | "deleted";
  /** The highest take that is known. A page that speaks in a lower one is superseded. */
  readonly take: number;
  /** The end of the sound that had arrived when the page joined, in samples; null: not known yet. */
  readonly arrived: number | null;
  /** The people who read by links now; null: not known yet. */
  readonly readers: Readers | null;
  /** The health of the session; null: not known yet. */
  readonly health: Health | null;
};

const RETRY_MS = 1_000;

/**
 * Follows one's own session over a connection: joins its rooms, keeps the transcript, reads what was
 * missed. A connection follows one session, since messages do not name their session.
 *
 *     const client = new SessionClient({ connection: connect(), sessionId });
 *     useSyncExternalStore(client.subscribe, client.getSnapshot, client.getSnapshot);
 *     client.close();   // when the page goes; its owner closes the connection
 *
 * `segmentsInOrder(transcript)`, `draftOf(transcript, lang)` and `translationKey(seq, lang)` of `#protocol/reduce` read the transcript.
 */
export class SessionClient {
  readonly #connection: Connection;
  readonly #sessionId: string;
  readonly #subscribers: Subscribers;
  readonly #follower: Follower<SessionView>;
  readonly #endConnection: () => void;
  #snapshot: SessionSnapshot;
  #closed = false;
  /** The languages of the drafts that the page shows; undefined: all. */
  #drafts: readonly string[] | undefined;

  /**
   * @param initial the session as the server rendered it; the client reads what was stored after it
   * @param schedule how listeners are told; by default once per frame
   */
  constructor({
    connection,
    sessionId,
    initial,
    schedule = oncePerFrame,
    now = Date.now,
  }: {
    connection: Connection;
    sessionId: string;
    initial?: Changes;
    schedule?: Schedule;
    now?: () => number;
  }) {
    this.#connection = connection;
    this.#sessionId = sessionId;
    this.#subscribers = new Subscribers(schedule);
    this.#snapshot = {
      connection: connection.state,
      access: "joining",
      take: 0,
      arrived: null,
      readers: null,
      health: null,
      ...NOTHING_FOLLOWED,
      ...(initial && { transcript: reduce(EMPTY_TRANSCRIPT, { type: "changes", changes: initial }) }),
    };
    this.#follower = new Follower({
      connection,
      initial,
      messages: MESSAGE_SCHEMAS,
      now,
      read: (since) => this.#read(since),
      langs: () => undefined,
      changed: (change) => this.#change(change),
    });
    this.#follower.on("session", SessionMessage, (message) => this.#follower.apply({ type: "session", ...message }));
    this.#follower.on("take", TakeMessage, ({ take }) => this.#change({ take: Math.max(take, this.#snapshot.take) }));
    this.#follower.on("readers", ReadersMessage, ({ readers }) => this.#change({ readers }));
    this.#follower.on("health", HealthMessage, ({ health }) => this.#change({ health }));
    this.#follower.on("deleted", z.unknown(), () => this.#end("deleted"));
    this.#endConnection = connection.onState((state) => {
      this.#change({ connection: state });
      if (state === "connected") void this.join();
    });
    if (connection.state === "connected") void this.join();
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#subscribers.add(listener);

  readonly getSnapshot = (): SessionSnapshot => this.#snapshot;

  /** Joins the rooms and reads everything that is not known yet. The client calls it itself whenever that is needed. */
  join(): Promise<void> {
    return this.#follower.read();
  }

  /** Tells the gateway in which languages the page shows drafts, so that no others are translated for it. */
  showDraftsIn(langs: readonly string[]): void {
    if (this.#drafts?.join() === langs.join()) return;
    this.#drafts = [...langs];
    void this.#follower.readNext();
  }

  close(): void {
    this.#closed = true;
    this.#follower.close();
    this.#endConnection();
  }

  async #read(since: Since): Promise<Read<SessionView>> {
    const answer = await this.#connection.ask("session:join", {
      sessionId: this.#sessionId,
      since,
      ...(this.#drafts && { drafts: [...this.#drafts] }),
    });
    if (answer === null) return { kind: "no-answer" };
    if (answer.ok) {
      if (this.#snapshot.access === "joining") this.#change({ access: "joined", health: answer.health });
      this.#change({ arrived: answer.arrived });
      return { kind: "changes", changes: answer.changes, speaker: answer.speaker };
    }
    if (answer.refusal.kind !== "not-found") return { kind: "again", afterMs: RETRY_MS };
    this.#end("not-found");
    return { kind: "wait" };
  }

  #end(access: "not-found" | "deleted"): void {
    this.#follower.close();
    this.#change({ access, transcript: EMPTY_TRANSCRIPT });
  }

  #change(change: Partial<SessionSnapshot>): void {
    if (this.#closed) return;
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#subscribers.tell();
  }
}
