import type { Speaking } from "#protocol/client-events";
import type { Ack, Refusal } from "#protocol/refusal";
import { samplesToMs } from "#protocol/sound";
import type { Connection, ConnectionState } from "../connection/connection";
import { atOnce, Subscribers } from "../connection/subscribers";
import type { SoundLog } from "../unsent/left-sound";
import { UNDER_WAY_CHUNKS } from "./kept-sound";
import { type Outgoing, OutgoingSound } from "./outgoing";
import { type Known, NOTHING_KNOWN, reactTo } from "./react-to-refusal";
import { RequestsInFlight } from "./requests-in-flight";
import {
  type ActiveSending,
  BEGUN,
  isAccepting,
  isUsedUp,
  NOTHING_RECORDED,
  type SenderEnd,
  type SenderOptions,
  type SenderState,
  type Sending,
  toSenderState,
  untilEnd,
} from "./sender-state";
import { onTakeMessages } from "./take-messages";
import { Uplink } from "./uplink";

/** The most requests in flight: a slow uplink must have all of them acknowledged before the connection counts as dead. */
const WINDOW = 16;

/**
 * Sends the sound of one take to the gateway and loses none of it. It sends `speak` by itself, and again after every
 * reconnect. Its state machine is `Sending` in `sender-state.ts`.
 *
 *     const sender = new Sender({ connection, sessionId });
 *     sender.subscribe(() => sender.getSnapshot());   // SenderState; listeners are called synchronously
 *     sender.push(samples);   // Int16, 16 kHz, mono, any length; false: not taken, capture should pause (`accepting`)
 *     sender.flush();         // at a pause: sends the partial chunk, filled up with silence
 *     await sender.stop();    // resolves with the end, once all chunks and the stop are acknowledged
 *     sender.close();         // the page goes away; the session stays live
 *
 * Anchors and takes arrive over the connection once a SessionClient has joined the session there.
 */
export class Sender {
  readonly #connection: Connection;
  readonly #sessionId: string;
  readonly #circumstances: NonNullable<SenderOptions["circumstances"]>;
  readonly #subscribers = new Subscribers(atOnce);
  readonly #endings: (() => void)[] = [];
  readonly #sound: OutgoingSound;
  readonly #log: SoundLog | undefined;
  readonly #requests: RequestsInFlight;
  readonly #uplink: Uplink;

  #sending: Sending = BEGUN;
  #state: SenderState = toSenderState(BEGUN, false, NOTHING_RECORDED);

  #take: number | null = null;
  /** The take of the earlier page whose sound this one sends. */
  #resumes: number | null;
  #credit = 0;
  known: Known;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor({ connection, sessionId, circumstances = () => ({}), left, log, mostKept }: SenderOptions) {
    this.#connection = connection;
    this.#sound = new OutgoingSound({ left, log, mostKept });
    this.#log = log;
    this.#resumes = left?.take ?? null;
    this.known = { ...NOTHING_KNOWN, isLeft: this.#resumes !== null };
    this.#circumstances = circumstances;
    this.#sessionId = sessionId;
    this.#requests = new RequestsInFlight(connection);
    this.#uplink = new Uplink(connection);
    this.#endings.push(
      connection.onState((state) => this.#onConnection(state)),
      ...onTakeMessages(connection, {
        onOutdated: () => this.#learn({ isOutdated: true }),
        onAnchor: (anchor) => this.#take !== null && this.#sound.anchored(anchor),
        onTake: (take) => this.#take !== null && take > this.#take && this.#finish({ kind: "superseded" }),
      }),
    );
    this.#onConnection(connection.state);
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#subscribers.add(listener);

  readonly getSnapshot = (): SenderState => this.#state;

  /** @returns false if nothing was taken, because the sender has ended, is stopping, or is not `accepting` */
  push(samples: Int16Array): boolean {
    if (this.#sending.kind === "closed" || this.#isStopping || !this.#sending.accepting) return false;
    this.#sound.capture(samples);
    this.#pump();
    return true;
  }

  flush(): void {
    this.#sound.interrupt();
    this.#pump();
  }

  /**
   * Resolves only when it has ended: while there is no connection or no credit, it keeps trying. If the budget is used up,
   * it does not wait for the budget: sound that was not taken is lost.
   */
  stop(): Promise<SenderState> {
    if (this.#sending.kind === "active" && this.#sending.stop === "no") {
      const { trouble } = this.#sending;
      this.#become({ stop: "wanted" });
      this.flush();
      if (this.#phase === "pausing" && trouble && isUsedUp(trouble)) this.#giveUpSound();
    }
    return untilEnd(this);
  }

  /** Resolves once the sound that was not sent is written, and another page may have it. */
  async close(): Promise<void> {
    this.#close(null);
    await this.#log?.close();
  }

  get #phase() {
    return this.#sending.kind === "active" ? this.#sending.phase.kind : "closed";
  }

  get #isStopping(): boolean {
    return this.#sending.kind === "active" && this.#sending.stop !== "no";
  }

  #learn(known: Partial<Known>): void {
    this.known = { ...this.known, ...known };
  }

  /** Does nothing once it is closed. */
  #become(change: Partial<Omit<ActiveSending, "kind">>): void {
    if (this.#sending.kind === "active") this.#sending = { ...this.#sending, ...change };
  }

  #onConnection(state: ConnectionState): void {
    this.#requests.forget();
    clearTimeout(this.#pause);
    this.#become({ phase: { kind: "down" } });
    if (state === "offline") this.#become({ trouble: { kind: "reconnecting" } });
    if (state === "refused")
      this.#finish({ kind: "refused", refusal: this.#connection.refusal ?? { kind: "unauthenticated" } });
    else if (state === "connected") this.#speak();
    this.#refresh();
  }

  #speak(): void {
    // A stop without a word needs no take, and must not wait for a free recogniser.
    if (this.#isStopping && this.#sound.last === 0) {
      this.#become({ phase: { kind: "open" } });
      this.#pump();
      return;
    }
    this.#become({ phase: { kind: "opening" } });
    const take = this.#take ?? this.#resumes;
    const request = { sessionId: this.#sessionId, ...(take !== null && { take }), ...this.#circumstances() };
    this.#count(this.#connection.ask("speak", request), (speaking) => this.#begin(speaking));
  }

  #begin({ take, takeStart, expected, credit, anchor, ...formats }: Speaking): void {
    this.#take = take;
    this.#learn({ isLeft: false });
    this.#uplink.begin(formats);
    this.#sound.begin(take, takeStart, expected);
    this.#sound.anchored(anchor);
    if (credit > 0) this.#become({ trouble: null });
    this.#continue(expected, credit);
  }

  #continue(expected: number, credit: number): void {
    this.#credit = credit;
    this.#sound.goOnFrom(expected);
    this.#become({ phase: { kind: "open" }, ...(this.#isStopping && { stop: "wanted" }) });
  }

  /** Sends what may be sent now. */
  #pump(): void {
    while (this.#phase === "open" && this.#take !== null && this.#requests.count < Math.min(this.#credit, WINDOW)) {
      const next = this.#sound.next();
      if (!next) break;
      this.#send(this.#take, next);
    }
    if (this.#phase === "open" && this.#requests.count === 0) {
      if (!this.#sound.isAllAcknowledged) this.#onRefusal({ kind: "full" });
      else if (this.#isStopping) this.#askToStop();
    }
    this.#refresh();
  }

  #send(take: number, next: Outgoing): void {
    this.#count(this.#uplink.ask(take, next, this.#sound.before(next)), ({ credit }) => {
      this.#credit = credit;
      this.#learn({ hasContinued: false });
      this.#sound.acknowledged(next);
    });
  }

  #askToStop(): void {
    this.#become({ stop: "asked" });
    const after = this.#take === null ? {} : { after: { take: this.#take, n: this.#sound.last + 1 } };
    const asked = this.#connection.ask("stop", { sessionId: this.#sessionId, ...after });
    this.#count(asked, () => this.#finish({ kind: "stopped" }));
  }

  /** @param then gets the answer if it is no refusal */
  #count<T extends object>(asked: Promise<Ack<T> | null>, then: (answer: T) => void): void {
    this.#requests.add(asked, (answer) => {
      if (answer.ok) then(answer);
      else this.#onRefusal(answer.refusal);
      this.#drain();
      this.#pump();
    });
  }

  #onRefusal(refusal: Refusal): void {
    if (this.#sending.kind === "closed") return;
    if (refusal.kind === "invalid") this.#learn({ hasRefusedOpus: this.#uplink.giveUpOpus() });
    const reaction = reactTo(refusal, this.#sending, this.known, this.#sound.waiting);
    if (reaction.kind === "end") this.#finish(reaction.end);
    else this.#become(reaction.change);
    this.#drain();
  }

  #drain(): void {
    if (this.#requests.count > 0 || this.#sending.kind === "closed" || this.#sending.phase.kind !== "draining") return;
    const { then } = this.#sending.phase;
    clearTimeout(this.#pause);
    if ("arrived" in then && then.arrived !== undefined) this.#sound.goOnFrom(then.arrived + 1);
    if (then.kind === "continue") this.#continue(then.expected, then.credit);
    else if (then.kind === "speak-later") {
      this.#become({ phase: { kind: "pausing" } });
      this.#pause = setTimeout(() => this.#speak(), then.ms);
    } else if (then.kind === "continue-session") this.#continueSession();
    else if (then.kind === "new-take") this.#speakInNewTake();
    // The stop begins a take of its own, which is no other page's.
    else if (then.kind === "stop-without-take") this.#take = null;
    if (then.kind === "stop-without-take" || then.kind === "give-up-sound") this.#giveUpSound();
  }

  /** The session ended while this page was away: its sound becomes the end of the session. */
  #continueSession(): void {
    this.#become({ phase: { kind: "opening" } });
    this.#requests.add(this.#connection.ask("session:continue", { sessionId: this.#sessionId }), (answer) => {
      this.#learn({ hasContinued: answer.ok || answer.refusal.kind === "over", isRevived: answer.ok });
      if (!answer.ok) return this.#onRefusal(answer.refusal);
      this.#leaveTake();
    });
  }

  /** Another page has spoken since: what did not arrive of the earlier page's sound becomes the beginning of a new take. */
  #speakInNewTake(): void {
    this.#learn({ isLeft: false });
    if (this.#sound.waiting === 0 && this.#circumstances().isLeft) this.#finish({ kind: "superseded" });
    else this.#leaveTake();
  }

  #leaveTake(): void {
    this.#take = this.#resumes = null;
    this.#sound.leaveTake();
    this.#speak();
  }

  /** Declares the sound that was not taken as lost, so that the transcript shows a gap, then stops. */
  #giveUpSound(): void {
    clearTimeout(this.#pause);
    this.#learn({ hasGivenUp: true });
    if (this.#take === null) this.#sound.writeOff();
    else this.#sound.giveUp();
    this.#credit = Math.max(this.#credit, 1);
    this.#become({ phase: { kind: "open" } });
    this.#pump();
  }

  #finish(end: SenderEnd): void {
    if (this.#sending.kind === "closed") return;
    this.#close(end);
    this.#state = { ...end, ...this.#amounts(), accepting: false };
    // The sound can still be sent later: by a page that is signed in again, or when no other page speaks.
    if (end.kind === "refused" || (end.kind === "superseded" && this.#sound.waiting >= UNDER_WAY_CHUNKS))
      void this.#log?.close();
    else this.#log?.drop();
    this.#subscribers.tell();
  }

  #close(end: SenderEnd | null): void {
    this.#sending = { kind: "closed", end };
    this.#requests.forget();
    this.#uplink.close();
    clearTimeout(this.#pause);
    for (const stopListening of this.#endings.splice(0)) stopListening();
  }

  #amounts() {
    const { progress, takeStart } = this.#sound;
    return { ...progress, takeStartMs: this.#take === null ? null : samplesToMs(takeStart) };
  }

  #refresh(): void {
    if (this.#sending.kind === "closed") return;
    this.#sending = { ...this.#sending, accepting: isAccepting(this.#sending, this.#sound.room) };
    this.#state = toSenderState(this.#sending, this.#take !== null, this.#amounts());
    this.#subscribers.tell();
  }
}
