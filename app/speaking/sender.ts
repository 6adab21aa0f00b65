import { HeadMessage, TakeMessage } from "#protocol/messages";
import type { Ack, Refusal } from "#protocol/refusal";
import type { Speaking } from "#protocol/requests";
import type { Connection, ConnectionState } from "../connection/connection";
import { oncePerFrame, type Schedule, Subscribers } from "../connection/subscribers";
import { Chunker } from "../microphone/chunker";
import { KEPT_CHUNKS } from "./kept-sound";
import { chunksToMs, type Outgoing, OutgoingSound } from "./outgoing";
import { pauseMs } from "./retry-pause";
import { isUsedUp, type Phase, type SenderEnd, type SenderState, type Trouble, untilEnd } from "./sender-state";

/** Whatever the credit, no more is in flight: a slow uplink must be able to have all of it acknowledged within `DEAD_MS`. */
const WINDOW = 16;
/** Something is in flight and nothing was answered for so long: the connection is taken for dead. */
const DEAD_MS = 4_000;
/** After capture was paused so many chunks must be free before it goes on, or it would stutter. */
const ROOM_TO_RESUME = 25;

/**
 * Brings one take's sound to the gateway and loses nothing of it. Says `speak` by itself, and again after every reconnect.
 *
 *     const sender = new Sender({ connection, sessionId });
 *     useSyncExternalStore(sender.subscribe, sender.getSnapshot, sender.getSnapshot);   // SenderState
 *     sender.push(samples);   // Int16, 16 kHz, mono, any length; false: not taken, capture should pause (`accepting`)
 *     sender.flush();         // at a pause: sends the partial chunk, filled up with silence
 *     await sender.stop();    // everything acknowledged, then the stop acknowledged: resolves with how it ended
 *     sender.close();         // the page goes away; the session stays live
 *
 * Anchors and takes come over the connection once a SessionClient has joined the session there.
 */
export class Sender {
  readonly #connection: Connection;
  readonly #sessionId: string;
  readonly #subscribers: Subscribers;
  readonly #endings: (() => void)[] = [];
  readonly #chunker = new Chunker();
  readonly #sound = new OutgoingSound();

  #phase: Phase = "down";
  #trouble: Trouble | null = null;
  #end: SenderEnd | null = null;
  #stop: "no" | "wanted" | "asked" = "no";
  #hasGivenUp = false;
  /** The gateway is of a later protocol version. */
  #isOutdated = false;
  #accepting = true;
  #state: SenderState = { kind: "connecting", keptMs: 0, lostMs: 0, accepting: true };

  #take: number | null = null;
  #credit = 0;
  #inFlight = 0;
  /** Rises with every change of the connection: an answer from before it says nothing. */
  #attempt = 0;
  #afterwards: (() => void) | null = null;
  #dead: ReturnType<typeof setTimeout> | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** @param schedule how listeners are told; by default once per frame */
  constructor({
    connection,
    sessionId,
    schedule = oncePerFrame,
  }: { connection: Connection; sessionId: string; schedule?: Schedule }) {
    this.#connection = connection;
    this.#sessionId = sessionId;
    this.#subscribers = new Subscribers(schedule);
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

  /** @returns false when nothing was taken, because it has ended, is stopping, or is not `accepting` */
  push(samples: Int16Array): boolean {
    if (this.#phase === "closed" || this.#stop !== "no" || !this.#accepting) return false;
    for (const chunk of this.#chunker.push(samples)) this.#sound.add(chunk);
    this.#pump();
    return true;
  }

  flush(): void {
    const rest = this.#chunker.flush();
    if (rest) this.#sound.add(rest);
    this.#pump();
  }

  /**
   * Resolves only when it has ended: while there is no connection or no room, it goes on trying. Where the budget is used
   * up, it does not wait for the budget: what nobody took is lost.
   */
  stop(): Promise<SenderState> {
    if (this.#stop === "no") {
      this.#stop = "wanted";
      this.flush();
      if (this.#phase === "pausing" && this.#trouble && isUsedUp(this.#trouble)) this.#giveUpSound();
    }
    return untilEnd(this);
  }

  close(): void {
    this.#phase = "closed";
    this.#attempt += 1;
    this.#afterwards = null;
    clearTimeout(this.#dead);
    clearTimeout(this.#pause);
    for (const end of this.#endings.splice(0)) end();
  }

  #onConnection(state: ConnectionState): void {
    this.#attempt += 1;
    this.#inFlight = 0;
    this.#afterwards = null;
    clearTimeout(this.#dead);
    clearTimeout(this.#pause);
    this.#phase = "down";
    if (state === "offline") this.#trouble = { kind: "reconnecting" };
    if (state === "refused")
      this.#finish({ kind: "refused", refusal: this.#connection.refusal ?? { kind: "unauthenticated" } });
    else if (state === "connected") this.#speak();
    this.#refresh();
  }

  #speak(): void {
    // Who stops without a word needs no take, and must not wait for a free recogniser.
    if (this.#stop !== "no" && this.#sound.last === 0) {
      this.#phase = "open";
      this.#pump();
      return;
    }
    this.#phase = "opening";
    const resumed = this.#take === null ? {} : { take: this.#take };
    this.#count(this.#connection.ask("speak", { sessionId: this.#sessionId, ...resumed }), (speaking) =>
      this.#begin(speaking),
    );
  }

  #begin({ take, takeStart, expected, credit, anchor }: Speaking): void {
    this.#take = take;
    this.#sound.begin(takeStart);
    this.#anchored(anchor);
    if (credit > 0) this.#trouble = null;
    this.#goOnFrom(expected, credit);
  }

  #goOnFrom(expected: number, credit: number): void {
    this.#phase = "open";
    this.#credit = credit;
    this.#sound.goOnFrom(expected);
    if (this.#stop === "asked") this.#stop = "wanted";
  }

  /** Sends what may be sent now. */
  #pump(): void {
    while (this.#phase === "open" && this.#take !== null && this.#inFlight < Math.min(this.#credit, WINDOW)) {
      const next = this.#sound.next();
      if (!next) break;
      this.#send(this.#take, next);
    }
    if (this.#phase === "open" && this.#inFlight === 0) {
      if (!this.#sound.isAllAcknowledged) this.#onRefusal({ kind: "full" });
      else if (this.#stop !== "no") this.#askToStop();
    }
    this.#refresh();
  }

  #send(take: number, next: Outgoing): void {
    const asked =
      next.kind === "chunk"
        ? this.#connection.ask("chunk", { take, n: next.n, sound: next.sound })
        : this.#connection.ask("lost", { take, ...next.range });
    this.#count(asked, ({ credit }) => {
      this.#credit = credit;
      this.#sound.acknowledged(next);
    });
  }

  #askToStop(): void {
    this.#stop = "asked";
    const after = this.#take === null ? {} : { after: { take: this.#take, n: this.#sound.last + 1 } };
    this.#count(this.#connection.ask("stop", { sessionId: this.#sessionId, ...after }), () =>
      this.#finish({ kind: "stopped" }),
    );
  }

  /** Counts a request as in flight until it is answered; `then` hears only of success. */
  #count<T extends object>(asked: Promise<Ack<T> | null>, then: (answer: T) => void): void {
    const attempt = this.#attempt;
    this.#inFlight += 1;
    if (this.#inFlight === 1) this.#watch();
    void asked.then((answer) => {
      if (attempt !== this.#attempt) return;
      if (answer === null) {
        this.#connection.reset();
        return;
      }
      this.#inFlight -= 1;
      this.#watch();
      if (answer.ok) then(answer);
      else this.#onRefusal(answer.refusal);
      if (this.#inFlight === 0) this.#settle();
      this.#pump();
    });
  }

  #onRefusal(refusal: Refusal): void {
    switch (refusal.kind) {
      case "expected":
        this.#afterAnswers(() => this.#goOnFrom(refusal.expected, refusal.credit));
        break;
      case "full":
      case "no-capacity":
      case "unavailable":
      case "too-many":
        this.#trouble = refusal;
        this.#afterAnswers(() => {
          if (this.#stop !== "no" && isUsedUp(refusal)) this.#giveUpSound();
          else this.#speakLater(pauseMs(refusal));
        });
        break;
      case "invalid":
        // The page keeps its sound and tries again until it is reloaded.
        if (this.#isOutdated) this.#onRefusal({ kind: "unavailable" });
        else this.#finish({ kind: "refused", refusal });
        break;
      case "not-speaking":
        if (this.#hasGivenUp) this.#afterAnswers(() => this.#stopWithoutTake());
        else this.#afterAnswers(() => this.#speakLater(pauseMs(refusal)));
        break;
      case "superseded":
        this.#finish({ kind: "superseded" });
        break;
      case "over":
        // Our own stop may have been done without its answer reaching us.
        this.#finish({ kind: this.#stop === "asked" ? "stopped" : "over" });
        break;
      case "not-found":
        this.#finish({ kind: "gone" });
        break;
      default:
        this.#finish({ kind: "refused", refusal });
    }
  }

  /** What was sent behind a refused chunk is refused too: only when all of it is answered is it clear where to go on. */
  #afterAnswers(then: () => void): void {
    this.#phase = "settling";
    this.#afterwards = then;
    if (this.#inFlight === 0) this.#settle();
  }

  #settle(): void {
    const then = this.#afterwards;
    this.#afterwards = null;
    then?.();
  }

  /** Declares what nobody took as lost, so that a gap line shows it, then stops. */
  #giveUpSound(): void {
    clearTimeout(this.#pause);
    this.#hasGivenUp = true;
    if (this.#take === null) this.#sound.writeOff();
    else this.#sound.giveUp();
    this.#credit = Math.max(this.#credit, 1);
    this.#phase = "open";
    this.#pump();
  }

  /** The connection has changed since the take began, and its gateway knows nothing of it. */
  #stopWithoutTake(): void {
    // The stop begins a take of its own: that is no other page.
    this.#take = null;
    this.#giveUpSound();
  }

  #speakLater(ms: number): void {
    this.#phase = "pausing";
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#speak(), ms);
  }

  #watch(): void {
    clearTimeout(this.#dead);
    if (this.#inFlight > 0) this.#dead = setTimeout(() => this.#connection.reset(), DEAD_MS);
  }

  #anchored(anchor: number): void {
    if (this.#take !== null) this.#sound.anchored(anchor);
  }

  #finish(end: SenderEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.close();
    this.#refresh();
  }

  #refresh(): void {
    const { waiting, lost } = this.#sound;
    // Without a connection the oldest sound gives way to the newest; without room somebody has to stop capturing.
    const hasRoom = this.#trouble === null || this.#trouble.kind === "reconnecting" || waiting < KEPT_CHUNKS;
    this.#accepting = this.#accepting ? hasRoom : waiting <= KEPT_CHUNKS - ROOM_TO_RESUME;
    const progress = { keptMs: chunksToMs(waiting), lostMs: chunksToMs(lost), accepting: this.#accepting };
    this.#state = { ...this.#kind(), ...progress };
    this.#subscribers.tell();
  }

  #kind() {
    if (this.#end) return this.#end;
    if (this.#stop !== "no") return { kind: "stopping", trouble: this.#trouble } as const;
    return this.#trouble ?? ({ kind: this.#take === null ? "connecting" : "speaking" } as const);
  }
}
