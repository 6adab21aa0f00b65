import type { AnswerOf, Connection, RequestName, RequestOf } from "#app/connection/connection";
import type { Refusal } from "#protocol/refusal";
import { CHUNK_SAMPLES } from "#protocol/sound";
import { StandInListeners } from "#testing/connection/stand-in-listeners";

const WAY_MS = 10;
const RECONNECT_MS = 100;
const ROOM = 600;

type Entry = {
  readonly kind: "chunk" | "lost" | "stop";
  readonly from: number;
  readonly n: number;
  readonly mark: number;
};
type Pending = { readonly answer: (answer: null) => void };

/** A session's mailbox by the gateway's rules, with the connection to it. Tests can make both fail. */
export class FakeGateway extends StandInListeners implements Connection {
  readonly takeStart = 32_000;
  entries: Entry[] = [];
  /** Chunks that an anchor covers, with sound or as lost: they stay stored if the mailbox loses entries. */
  readonly safe = new Map<number, number | "lost">();
  take = 1;
  room = ROOM;
  /** While set, every request is refused with it. */
  refusal: Refusal | null = null;
  /** The session is over, until it is continued. */
  isOver = false;
  /** Another page speaks in the present take. */
  isOccupied = false;
  /** The last chunk of an older take that has arrived. */
  arrived = 0;
  /** While true, only sound is refused: the budget is used up. */
  isUsedUp = false;
  /** While true, it accepts requests without an answer. */
  isMute = false;
  /** While true, requests are lost: a half-open connection. */
  isDeaf = false;
  /** The number of times that more chunks were in flight than the credit allowed. */
  excesses = 0;
  readonly asked: RequestName[] = [];
  /** The values of `isPaused` that pages sent, in `speak` and `pause`. */
  readonly pauses: boolean[] = [];
  /** Number and age of the chunks that had an age. */
  readonly ages: (readonly [number, number])[] = [];

  /** The take that this connection began or continued last; 0: none. */
  #spokenTake = 0;
  #credit = 0;
  #trimmed = 0;
  #durable = 0;
  #anchored = 0;
  #chunksInFlight = 0;
  #pending = new Set<Pending>();
  #isNetworkDown = false;
  #isSpeaking = false;
  #isStopped = false;

  constructor(readonly sessionId: string) {
    super("connected");
  }

  get last(): number {
    return this.entries.at(-1)?.n ?? this.#trimmed;
  }

  ask<E extends RequestName>(event: E, request: RequestOf<E>): Promise<AnswerOf<E> | null> {
    this.asked.push(event);
    if (this.state !== "connected") return Promise.resolve(null);
    const isSound = event === "chunk" || event === "lost";
    if (isSound) this.#chunksInFlight += 1;
    if (isSound && this.#chunksInFlight > this.#credit) this.excesses += 1;
    return new Promise((resolve) => {
      const pending = { answer: resolve };
      this.#pending.add(pending);
      if (this.isDeaf) return;
      const deliver = () => {
        if (!this.#pending.has(pending)) return;
        const answer = this.#answer(event, request) as AnswerOf<E>;
        if (this.isMute) return;
        setTimeout(() => {
          if (!this.#pending.delete(pending)) return;
          if (isSound) this.#chunksInFlight -= 1;
          this.#credit = creditOf(answer) ?? this.#credit;
          resolve(answer);
        }, WAY_MS);
      };
      setTimeout(deliver, WAY_MS);
    });
  }

  report(): void {}

  reset(): void {
    if (this.state !== "connected") return;
    this.isDeaf = false;
    this.isMute = false;
    this.#breakLine();
    setTimeout(() => this.#reconnect(), RECONNECT_MS);
  }

  retryIn(): void {}

  close(): void {}

  /** Loses requests and answers that are under way. */
  cut(): void {
    this.#isNetworkDown = true;
    this.#breakLine();
  }

  heal(): void {
    this.#isNetworkDown = false;
    this.isDeaf = false;
    this.isMute = false;
    this.refusal = null;
    this.room = ROOM;
    this.#reconnect();
  }

  /** Redis restarts without its last writes, also with entries that were trimmed, or without the count of the trimming. */
  forget(entries: number): void {
    const last = Math.max(this.#durable, this.last - entries);
    this.entries = this.entries.filter(({ n }) => n <= last);
    if (this.entries.length === 0) this.#trimmed = Math.min(this.#trimmed, last);
    // The remaining entries are on its disk.
    this.#durable = this.last;
  }

  /** Commits all but the newest `but` entries, and publishes the anchor. */
  commit(but = 0): void {
    const committed = this.entries.splice(0, Math.max(0, this.entries.length - but));
    for (const { kind, from, n, mark } of committed) {
      for (let i = from; i <= n && kind !== "stop"; i += 1) this.safe.set(i, kind === "lost" ? "lost" : mark);
    }
    this.#trimmed = committed.at(-1)?.n ?? this.#trimmed;
    this.#anchored = Math.max(this.#anchored, this.#trimmed);
    const anchor = this.takeStart + this.#anchored * CHUNK_SAMPLES;
    const head = { epoch: 1, rev: 0, anchor, covered: anchor, recogniser: "ok" };
    if (this.state === "connected") this.tell("head", { sessionId: this.sessionId, head });
  }

  #breakLine(): void {
    if (this.state !== "connected") return;
    this.#isSpeaking = false;
    this.#chunksInFlight = 0;
    this.become("offline");
    const pending = [...this.#pending];
    this.#pending.clear();
    for (const { answer } of pending) answer(null);
  }

  #reconnect(): void {
    if (!this.#isNetworkDown && this.state === "offline") this.become("connected");
  }

  #answer(event: RequestName, request: unknown): object {
    if (this.refusal) return { ok: false, refusal: this.refusal };
    if (this.isUsedUp && (event === "speak" || event === "chunk"))
      return { ok: false, refusal: { kind: "too-many", limit: "audio-minutes", retryAfterSeconds: 3_600 } };
    if (this.isOver && event !== "session:continue") return { ok: false, refusal: { kind: "over" } };
    switch (event) {
      case "session:continue":
        this.isOver = false;
        this.take += 1;
        return { ok: true };
      case "speak":
        return this.#speak(request as RequestOf<"speak">);
      case "chunk": {
        const { take, n, sound, age } = request as RequestOf<"chunk">;
        if (age !== undefined) this.ages.push([n, age]);
        if (!sound) throw new Error("the fake gateway decodes no Opus");
        const mark = new DataView(sound.buffer, sound.byteOffset).getInt16(0, true);
        return this.#append(take, { kind: "chunk", from: n, n, mark });
      }
      case "lost": {
        const { take, from, to } = request as RequestOf<"lost">;
        return this.#append(take, { kind: "lost", from, n: to, mark: 0 });
      }
      case "stop": {
        const { after } = request as RequestOf<"stop">;
        return after ? this.#append(after.take, { kind: "stop", from: after.n, n: after.n, mark: 0 }) : { ok: true };
      }
      case "pause": {
        this.pauses.push((request as RequestOf<"pause">).isPaused);
        return { ok: true };
      }
      default:
        throw new Error(`the fake gateway does not answer ${event}`);
    }
  }

  #speak({ take, isPaused = false, isLeft = false }: RequestOf<"speak">): object {
    this.pauses.push(isPaused);
    const { arrived } = this;
    if (take !== undefined && take !== this.take) return { ok: false, refusal: { kind: "superseded", arrived } };
    if (isLeft && take === undefined && this.isOccupied) return { ok: false, refusal: { kind: "occupied" } };
    if (take === undefined && this.#spokenTake > 0) this.#beginTake();
    this.#isSpeaking = true;
    this.#spokenTake = this.take;
    if (this.last < this.#anchored) this.#trimmed = this.#anchored;
    return {
      ok: true,
      take: this.take,
      takeStart: this.takeStart,
      expected: this.last + 1,
      credit: this.room,
      anchor: this.takeStart + this.#anchored * CHUNK_SAMPLES,
    };
  }

  #beginTake(): void {
    if (this.last > 0) throw new Error("the fake gateway keeps the entries of one take only");
    this.take += 1;
  }

  #append(take: number, entry: Entry): object {
    const isSpeaking = this.#isSpeaking && take === this.#spokenTake;
    if (entry.kind !== "stop" && !isSpeaking) return { ok: false, refusal: { kind: "not-speaking" } };
    if (take < this.take) return { ok: false, refusal: { kind: "superseded" } };
    if (entry.n <= this.last) return { ok: true, credit: this.room };
    if (this.#isStopped && this.entries.some(({ kind }) => kind === "stop"))
      return { ok: false, refusal: { kind: "over" } };
    if (entry.from !== this.last + 1) {
      return { ok: false, refusal: { kind: "expected", expected: this.last + 1, credit: this.room } };
    }
    if (this.room <= 0 && entry.kind === "chunk") return { ok: false, refusal: { kind: "full" } };
    this.entries.push(entry);
    this.#isStopped ||= entry.kind === "stop";
    return { ok: true, credit: this.room };
  }
}

function creditOf(answer: object): number | null {
  if ("credit" in answer) return Number(answer.credit);
  if ("refusal" in answer && (answer.refusal as Refusal).kind === "expected") {
    return (answer.refusal as Extract<Refusal, { kind: "expected" }>).credit;
  }
  return null;
}
