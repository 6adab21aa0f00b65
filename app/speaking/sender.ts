import type { Speaking } from "#protocol/client-events";
import { HeadMessage, TakeMessage } from "#protocol/messages";
import type { Ack, Refusal } from "#protocol/refusal";
import { samplesToMs } from "#protocol/sound";
import type { Connection, ConnectionState } from "../connection/connection";
import { atOnce, Subscribers } from "../connection/subscribers";
import { chunksToMs, type Outgoing, OutgoingSound } from "./outgoing";
import { reactTo } from "./react-to-refusal";
import { RequestsInFlight } from "./requests-in-flight";
import {
  type ActiveSending,
  BEGUN,
  isAccepting,
  isUsedUp,
  type NextStep,
  NOTHING_RECORDED,
  type SenderEnd,
  type SenderOptions,
  type SenderState,
  type Sending,
  toSenderState,
  untilEnd,
} from "./sender-state";

/**
 * The most requests in flight, whatever the credit: a slow uplink must have all of them acknowledged before the connection
 * counts as dead.
 */
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
  readonly #sound = new OutgoingSound();
  readonly #requests: RequestsInFlight;

  #sending: Sending = BEGUN;
  #state: SenderState = toSenderState(BEGUN, false, NOTHING_RECORDED);

  #take: number | null = null;
  #credit = 0;
  /** Sound that the gateway does not take was declared lost, so that the stop need not wait for it. */
  #hasGivenUp = false;
  /** The gateway is of a later protocol version. */
  #isOutdated = false;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor({ connection, sessionId, circumstances = () => ({}) }: SenderOptions) {
    this.#connection = connection;
    this.#circumstances = circumstances;
    this.#sessionId = sessionId;
    this.#requests = new RequestsInFlight(connection);
    this.#endings.push(
      connection.onState((state) => this.#onConnection(state)),
      connection.onMessage("outdated", () => {
        this.#isOutdated = true;
      }),
      connection.onMessage("head", (raw) => {
        const message = HeadMessage.safeParse(raw);
        if (message.success) this.#anchored(message.data.head.anchor);
      }),
      connection.onMessage("take", (raw) => {
        const message = TakeMessage.safeParse(raw);
        if (!message.success || this.#take === null) return;
        if (message.data.take > this.#take) this.#finish({ kind: "superseded" });
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

  close(): void {
    this.#close(null);
  }

  get #phase() {
    return this.#sending.kind === "active" ? this.#sending.phase.kind : "closed";
  }

  get #isStopping(): boolean {
    return this.#sending.kind === "active" && this.#sending.stop !== "no";
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
    const resumed = this.#take === null ? {} : { take: this.#take };
    const request = { sessionId: this.#sessionId, ...resumed, ...this.#circumstances() };
    this.#count(this.#connection.ask("speak", request), (speaking) => this.#begin(speaking));
  }

  #begin({ take, takeStart, expected, credit, anchor }: Speaking): void {
    this.#take = take;
    this.#sound.begin(takeStart);
    this.#anchored(anchor);
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
    const asked =
      next.kind === "chunk"
        ? this.#connection.ask("chunk", { take, n: next.n, sound: next.sound, age: next.age })
        : this.#connection.ask("lost", { take, ...next.range });
    this.#count(asked, ({ credit }) => {
      this.#credit = credit;
      this.#sound.acknowledged(next);
    });
  }

  #askToStop(): void {
    this.#become({ stop: "asked" });
    const after = this.#take === null ? {} : { after: { take: this.#take, n: this.#sound.last + 1 } };
    this.#count(this.#connection.ask("stop", { sessionId: this.#sessionId, ...after }), () =>
      this.#finish({ kind: "stopped" }),
    );
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
    const reaction = reactTo(refusal, this.#sending, { isOutdated: this.#isOutdated, hasGivenUp: this.#hasGivenUp });
    if (reaction.kind === "end") this.#finish(reaction.end);
    else {
      if (reaction.trouble) this.#become({ trouble: reaction.trouble });
      this.#afterAnswers(reaction.then);
    }
  }

  #afterAnswers(then: NextStep): void {
    this.#become({ phase: { kind: "draining", then } });
    this.#drain();
  }

  #drain(): void {
    if (this.#requests.count > 0 || this.#sending.kind === "closed" || this.#sending.phase.kind !== "draining") return;
    const { then } = this.#sending.phase;
    if (then.kind === "continue") this.#continue(then.expected, then.credit);
    else if (then.kind === "speak-later") this.#speakLater(then.ms);
    // The stop begins a take of its own, which is no other page's.
    else if (then.kind === "stop-without-take") this.#take = null;
    if (then.kind === "stop-without-take" || then.kind === "give-up-sound") this.#giveUpSound();
  }

  /** Declares the sound that was not taken as lost, so that the transcript shows a gap, then stops. */
  #giveUpSound(): void {
    clearTimeout(this.#pause);
    this.#hasGivenUp = true;
    if (this.#take === null) this.#sound.writeOff();
    else this.#sound.giveUp();
    this.#credit = Math.max(this.#credit, 1);
    this.#become({ phase: { kind: "open" } });
    this.#pump();
  }

  #speakLater(ms: number): void {
    this.#become({ phase: { kind: "pausing" } });
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#speak(), ms);
  }

  #anchored(anchor: number): void {
    if (this.#take !== null) this.#sound.anchored(anchor);
  }

  #finish(end: SenderEnd): void {
    if (this.#sending.kind === "closed") return;
    this.#close(end);
    this.#state = { ...end, ...this.#amounts(), accepting: false };
    this.#subscribers.tell();
  }

  #close(end: SenderEnd | null): void {
    this.#sending = { kind: "closed", end };
    this.#requests.forget();
    clearTimeout(this.#pause);
    for (const stopListening of this.#endings.splice(0)) stopListening();
  }

  #amounts() {
    const { waiting, lost, last, takeStart } = this.#sound;
    const takeStartMs = this.#take === null ? null : samplesToMs(takeStart);
    return { keptMs: chunksToMs(waiting), lostMs: chunksToMs(lost), recordedMs: chunksToMs(last), takeStartMs };
  }

  #refresh(): void {
    if (this.#sending.kind === "closed") return;
    this.#sending = { ...this.#sending, accepting: isAccepting(this.#sending, this.#sound.waiting) };
    this.#state = toSenderState(this.#sending, this.#take !== null, this.#amounts());
    this.#subscribers.tell();
  }
}
