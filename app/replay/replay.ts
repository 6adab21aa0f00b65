import type { Segment } from "#protocol/transcript";
import { atOnce, Subscribers } from "../connection/subscribers";
import { AT_START, moveTo, nextSpeed, pause, placeAt, play, type ReplayClock, withSpeed } from "./clock";
import { endOf } from "./cursor";
import { afterSilence } from "./silence";

/** The state of a replay that a page shows. A new object with every change. */
export type ReplaySnapshot = {
  readonly placeMs: number;
  readonly isPlaying: boolean;
  readonly speed: number;
  /** It was played, or moved to a place. */
  readonly isBegun: boolean;
  /** One line is played again and again. */
  readonly isRepeating: boolean;
  /** It plays slowly, until a line is no longer edited. */
  readonly isSlow: boolean;
};

/** The sound of a session. Places are ms on the session's clock. */
export type ReplaySound = {
  /** The place after the last sound. */
  readonly endMs: number;
  /** The place that plays; while the sound loads, the place at which it will begin. */
  readonly placeMs: () => number;
  /** Plays from a place, also if it plays already. */
  readonly playFrom: (placeMs: number) => void;
  readonly pause: () => void;
  readonly setSpeed: (speed: number) => void;
};

/** The interval at which a page is told the place, ms. A word takes about three times as long. */
const TICK_MS = 100;
/** The interval while the sound plays, ms. With a longer one the marked word would be late. */
const SOUND_TICK_MS = 33;
/** How much of the sound is played after the end of a single line, ms: the last word may end later than its time says. */
const AFTER_LINE_MS = 200;
/** The speed at which a line that is edited is slow enough to write along. */
const SLOW = 0.75;

/**
 * Plays a session's lines in their own rhythm. Where there is sound, the sound is the clock: the place is read from it, and
 * does not move while the sound loads. After the end of the sound the lines continue in their rhythm.
 *
 * Outside of React: the place changes many times a second, and a page with thousands of lines is not drawn again for it.
 */
export class Replay {
  readonly #subscribers = new Subscribers(atOnce);
  readonly #now: () => number;
  #clock: ReplayClock = AT_START;
  #lines: readonly Segment[] = [];
  #endMs = 0;
  #sound: ReplaySound | null = null;
  /** The sound plays, and is the clock. */
  #isHeard = false;
  #skipsSilences = false;
  /** The place at which the replay of a single line ends; null: it plays on. */
  #stopMs: number | null = null;
  /** The place at which the repeated line begins; null: no line is repeated. */
  #repeatMs: number | null = null;
  /** The speed before it was slowed down; null: it was not. */
  #speedBefore: number | null = null;
  #isBegun = false;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #snapshot: ReplaySnapshot = {
    placeMs: 0,
    isPlaying: false,
    speed: 1,
    isBegun: false,
    isRepeating: false,
    isSlow: false,
  };

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#subscribers.add(listener);
  readonly getSnapshot = (): ReplaySnapshot => this.#snapshot;

  /** Sets the lines, sorted by their start. @param soundMs the length of the sound; 0: none */
  readonly setLines = (lines: readonly Segment[], soundMs = 0): void => {
    this.#lines = lines;
    this.#endMs = Math.max(endOf(lines), soundMs);
    this.tick();
  };

  /** Sets the sound; null: the replay continues without it. */
  readonly setSound = (sound: ReplaySound | null): void => {
    this.#clock = this.#synced();
    if (this.#isHeard) this.#sound?.pause();
    this.#isHeard = false;
    this.#sound = sound;
    sound?.setSpeed(this.#clock.speed);
    this.#set(this.#clock);
  };

  /** Whether silences longer than a second are passed over. */
  readonly setSkipsSilences = (skips: boolean): void => {
    this.#skipsSilences = skips;
  };

  readonly playOrPause = (): void => {
    this.#playOn();
    const change = this.#clock.runningSince === null ? play : pause;
    this.#set(change(this.#synced(), this.#now(), this.#endMs));
  };

  readonly moveTo = (placeMs: number): void => {
    this.#isBegun = true;
    this.#playOn();
    this.#move(placeMs);
  };

  readonly moveBy = (ms: number): void => this.moveTo(this.#place() + ms);

  /** Plays one line, from its beginning or a place in it, then pauses. */
  readonly playLine = ({ startMs, endMs }: Pick<Segment, "startMs" | "endMs">, fromMs = startMs): void => {
    this.moveTo(fromMs);
    this.#stopMs = endMs + AFTER_LINE_MS;
    this.#set(play(this.#synced(), this.#now(), this.#endMs));
  };

  /** Plays one line again and again; called again, pauses. */
  readonly repeatLine = (line: Pick<Segment, "startMs" | "endMs">): void => {
    if (this.#repeatMs !== null) {
      this.playOrPause();
      return;
    }
    this.playLine(line);
    this.#repeatMs = line.startMs;
    this.tick();
  };

  readonly setSpeed = (speed: number): void => {
    this.#speedBefore = null;
    this.#setSpeed(speed);
  };

  /** Plays slowly; called again, at the speed before. */
  readonly playSlowly = (): void => {
    const before = this.#speedBefore;
    this.#speedBefore = before === null ? this.#clock.speed : null;
    this.#setSpeed(before ?? SLOW);
  };

  /** Ends the repeating and the slow speed. */
  readonly endLine = (): void => {
    if (this.#repeatMs !== null) this.playOrPause();
    if (this.#speedBefore !== null) this.playSlowly();
  };

  readonly changeSpeed = (by: 1 | -1): void => this.setSpeed(nextSpeed(this.#clock.speed, by));

  /** Follows the sound when it was paused or played from outside the page: by a media key, or because headphones were removed. */
  readonly followSound = (isPlaying: boolean): void => {
    const isRunning = this.#clock.runningSince !== null;
    if (isPlaying ? !isRunning : isRunning && this.#isHeard) this.playOrPause();
  };

  /** Reads the clock, and stops it at the end. */
  readonly tick = (): void => {
    const place = this.#place();
    const isAtEnd = place >= Math.min(this.#endMs, this.#stopMs ?? this.#endMs);
    if (isAtEnd && this.#repeatMs !== null) {
      this.#move(this.#repeatMs);
      return;
    }
    if (isAtEnd) {
      this.#stopMs = null;
      this.#set(pause(this.#synced(), this.#now(), this.#endMs));
      return;
    }
    const isSkipping = this.#skipsSilences && this.#stopMs === null && this.#clock.runningSince !== null;
    const next = isSkipping ? afterSilence(this.#lines, place) : null;
    if (next !== null) this.#move(Math.min(next, this.#endMs));
    else this.#set(this.#synced());
  };

  /** Pauses when the page is left. */
  close(): void {
    if (this.#clock.runningSince !== null) this.playOrPause();
  }

  #playOn(): void {
    this.#stopMs = null;
    this.#repeatMs = null;
  }

  #setSpeed(speed: number): void {
    this.#sound?.setSpeed(speed);
    this.#set(withSpeed(this.#synced(), speed, this.#now(), this.#endMs));
  }

  #stopTicking(): void {
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  /** The clock, set by the sound while the sound plays. */
  #synced(): ReplayClock {
    if (!this.#isHeard || !this.#sound) return this.#clock;
    return { ...this.#clock, placeMs: Math.min(this.#endMs, this.#sound.placeMs()), runningSince: this.#now() };
  }

  #place(): number {
    return placeAt(this.#synced(), this.#now(), this.#endMs);
  }

  #move(placeMs: number): void {
    const clock = moveTo(this.#synced(), placeMs, this.#now(), this.#endMs);
    if (this.#isHeard && clock.placeMs < (this.#sound?.endMs ?? 0)) this.#sound?.playFrom(clock.placeMs);
    this.#set(clock);
  }

  /** Shows a clock. The sound plays while the clock runs, up to the end of the sound. */
  #set(clock: ReplayClock): void {
    this.#clock = clock;
    const isPlaying = clock.runningSince !== null;
    const placeMs = placeAt(clock, this.#now(), this.#endMs);
    this.#isBegun ||= isPlaying;
    const isHeard = isPlaying && this.#sound !== null && placeMs < this.#sound.endMs;
    if (isHeard !== this.#isHeard) {
      this.#isHeard = isHeard;
      if (isHeard) this.#sound?.playFrom(placeMs);
      else this.#sound?.pause();
      this.#stopTicking();
    }
    if (!isPlaying) this.#stopTicking();
    else this.#ticking ??= setInterval(this.tick, isHeard ? SOUND_TICK_MS : TICK_MS);
    this.#snapshot = {
      placeMs,
      isPlaying,
      speed: clock.speed,
      isBegun: this.#isBegun,
      isRepeating: this.#repeatMs !== null,
      isSlow: this.#speedBefore !== null,
    };
    this.#subscribers.tell();
  }
}
