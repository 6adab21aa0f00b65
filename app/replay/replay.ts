import { atOnce, Subscribers } from "../connection/subscribers";
import { AT_START, moveTo, nextSpeed, pause, placeAt, play, type ReplayClock, withSpeed } from "./clock";

/** The state of a replay that a page shows. A new object with every change. */
export type ReplaySnapshot = {
  readonly placeMs: number;
  readonly isPlaying: boolean;
  readonly speed: number;
  /** It was played, or moved to a place. */
  readonly isBegun: boolean;
};

/** The interval at which a page is told the place, ms. A word takes about three times as long. */
const TICK_MS = 100;

/**
 * Plays a session's lines in their own rhythm. Outside of React: the place changes ten times a second, and a page with
 * thousands of lines is not drawn again for it. With sound, the sound's own clock takes the place of `now`.
 */
export class Replay {
  readonly #subscribers = new Subscribers(atOnce);
  readonly #now: () => number;
  #clock: ReplayClock = AT_START;
  #endMs = 0;
  #isBegun = false;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #snapshot: ReplaySnapshot = { placeMs: 0, isPlaying: false, speed: 1, isBegun: false };

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#subscribers.add(listener);
  readonly getSnapshot = (): ReplaySnapshot => this.#snapshot;

  /** Sets the end of the session, which grows during speech. */
  readonly setEnd = (endMs: number): void => {
    this.#endMs = endMs;
    this.tick();
  };

  readonly playOrPause = (): void => {
    const change = this.#clock.runningSince === null ? play : pause;
    this.#set(change(this.#clock, this.#now(), this.#endMs));
  };

  readonly moveTo = (placeMs: number): void => {
    this.#isBegun = true;
    this.#set(moveTo(this.#clock, placeMs, this.#now(), this.#endMs));
  };

  readonly moveBy = (ms: number): void => this.moveTo(this.#place() + ms);

  readonly setSpeed = (speed: number): void => this.#set(withSpeed(this.#clock, speed, this.#now(), this.#endMs));

  readonly changeSpeed = (by: 1 | -1): void => this.setSpeed(nextSpeed(this.#clock.speed, by));

  /** Reads the clock, and stops it at the end. */
  tick(): void {
    if (this.#place() >= this.#endMs) this.#clock = pause(this.#clock, this.#now(), this.#endMs);
    this.#set(this.#clock);
  }

  close(): void {
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  #place(): number {
    return placeAt(this.#clock, this.#now(), this.#endMs);
  }

  #set(clock: ReplayClock): void {
    this.#clock = clock;
    const isPlaying = clock.runningSince !== null;
    this.#isBegun ||= isPlaying;
    if (!isPlaying) this.close();
    else this.#ticking ??= setInterval(() => this.tick(), TICK_MS);
    this.#snapshot = { placeMs: this.#place(), isPlaying, speed: clock.speed, isBegun: this.#isBegun };
    this.#subscribers.tell();
  }
}
