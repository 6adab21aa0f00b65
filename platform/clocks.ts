import { every, type Repetition } from "./every";
import type { Log } from "./log";
import { processWide } from "./process-wide";

/** The clocks that processes share. */
export const SHARED_CLOCKS = ["database", "redis"] as const;
export type SharedClock = (typeof SHARED_CLOCKS)[number];

/** `aheadMs`: how far this process's clock is ahead of a shared one, in ms; negative: behind. */
export type ClockOff = { readonly clock: SharedClock; readonly aheadMs: number };

/** For each shared clock the function that asks for its time, in ms since 1970. */
export type Sources = Readonly<Record<SharedClock, () => Promise<number>>>;

const EVERY_MS = 10_000;
/** From this difference (ms) on the log and `/readyz` report that the clock of this process is off. */
const OFF_MS = 2_000;
/** An answer can be off by half of its round trip. Answers whose round trip takes longer than this, ms, are ignored. */
const LONGEST_ANSWER_MS = 1_000;
/** The first answer may take this long, ms: an error of 2 s is better than no value. */
const LONGEST_FIRST_ANSWER_MS = 4_000;
/** The start waits at most this long (ms) for the first answers. */
const FIRST_ANSWER_MS = 2_000;

/** The present time in ms. `wall`: this process's clock, which can be set. `steady`: a clock that only runs forward. */
export type Times = { wall(): number; steady(): number };

const TIMES: Times = { wall: () => Date.now(), steady: () => performance.now() };

/** Compares the clock of this process with the clocks of PostgreSQL and Redis. */
export class Clocks {
  /** The shared time when the steady clock was 0. */
  readonly #origins = new Map<SharedClock, number>();
  readonly #asking = new Set<SharedClock>();
  #said = "";
  #measuring: Repetition | null = null;

  constructor(
    private readonly sources: Sources,
    private readonly log: Log,
    private readonly times: Times = TIMES,
  ) {}

  /** Resolves after the first answers, or without them if they are slow. */
  async start(): Promise<this> {
    // Not awaited: one clock that does not answer must not keep the other from being read.
    const measure = () => void this.measure();
    this.#measuring = every(EVERY_MS, measure, (err) => this.log.warn({ err }, "could not compare clocks"));
    const late = new Promise<void>((resolve) => setTimeout(resolve, FIRST_ANSWER_MS).unref());
    await Promise.race([this.measure(), late]);
    return this;
  }

  async measure(): Promise<void> {
    await Promise.all(SHARED_CLOCKS.map((clock) => this.#ask(clock)));
    this.#say();
  }

  /** How far this process's clock is ahead of a shared one, in ms; null: unknown. */
  aheadOf(clock: SharedClock): number | null {
    const origin = this.#origins.get(clock);
    return origin === undefined ? null : this.times.wall() - (origin + this.times.steady());
  }

  /** The shared clocks that differ from this process's clock by more than 2 s. */
  off(): ClockOff[] {
    return SHARED_CLOCKS.flatMap((clock) => {
      const aheadMs = Math.round(this.aheadOf(clock) ?? 0);
      return Math.abs(aheadMs) > OFF_MS ? [{ clock, aheadMs }] : [];
    });
  }

  close(): void {
    void this.#measuring?.stop();
  }

  async #ask(clock: SharedClock): Promise<void> {
    // The Redis client repeats a request after a restart of Redis, so a second one is not needed.
    if (this.#asking.has(clock)) return;
    this.#asking.add(clock);
    try {
      const before = this.times.steady();
      const shared = await this.sources[clock]();
      const after = this.times.steady();
      const longest = this.#origins.has(clock) ? LONGEST_ANSWER_MS : LONGEST_FIRST_ANSWER_MS;
      if (after - before <= longest) this.#origins.set(clock, shared - (before + after) / 2);
    } catch {
      // A lost connection to PostgreSQL or Redis is reported elsewhere.
    } finally {
      this.#asking.delete(clock);
    }
  }

  /** Logs once when the difference begins or changes, and once when it ends. */
  #say(): void {
    const off = this.off();
    const said = off.map(({ clock, aheadMs }) => `${clock} ${Math.round(aheadMs / OFF_MS)}`).join();
    if (said === this.#said) return;
    this.#said = said;
    if (off.length > 0) this.log.warn({ off }, "the clock of this process is off by more than 2 s");
    else this.log.info("the clock of this process is in sync again");
  }
}

const open = processWide<Clocks>("clocks");

export async function openClocks(sources: Sources, log: Log): Promise<Clocks> {
  const clocks = new Clocks(sources, log);
  open.set(clocks);
  return clocks.start();
}

/** How far this process's clock is ahead of PostgreSQL's, in ms. 0: less than a second, or not measured yet. */
export function aheadOfDatabaseMs(): number {
  const ahead = open.find()?.aheadOf("database") ?? 0;
  return Math.abs(ahead) < 1_000 ? 0 : Math.round(ahead);
}

/** PostgreSQL's time, for values that are only shown or sorted. PostgreSQL itself decides what has expired. */
export function databaseNow(): Date {
  return new Date(Date.now() - aheadOfDatabaseMs());
}
