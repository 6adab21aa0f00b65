/** A clock that can be started, stopped, moved and sped up. Places are ms on the session's clock; `now` is any monotonic clock. */
export type ReplayClock = {
  /** The place at the last change. */
  readonly placeMs: number;
  /** The time of the last change; null: the clock is stopped. */
  readonly runningSince: number | null;
  readonly speed: number;
};

export const SPEEDS: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5];

export const AT_START: ReplayClock = { placeMs: 0, runningSince: null, speed: 1 };

/** The present place, never beyond the end. */
export function placeAt({ placeMs, runningSince, speed }: ReplayClock, now: number, endMs: number): number {
  const run = runningSince === null ? 0 : Math.max(0, now - runningSince) * speed;
  return Math.min(endMs, placeMs + run);
}

/** Starts the clock from its place, or from the beginning if it is at the end. */
export function play(clock: ReplayClock, now: number, endMs: number): ReplayClock {
  if (clock.runningSince !== null) return clock;
  return { ...clock, placeMs: clock.placeMs >= endMs ? 0 : clock.placeMs, runningSince: now };
}

export function pause(clock: ReplayClock, now: number, endMs: number): ReplayClock {
  return { ...clock, placeMs: placeAt(clock, now, endMs), runningSince: null };
}

/** Moves to a place within the session. A running clock keeps running. */
export function moveTo(clock: ReplayClock, placeMs: number, now: number, endMs: number): ReplayClock {
  const place = Math.min(endMs, Math.max(0, placeMs));
  return { ...clock, placeMs: place, runningSince: clock.runningSince === null ? null : now };
}

/** Changes the speed from the present place on. */
export function withSpeed(clock: ReplayClock, speed: number, now: number, endMs: number): ReplayClock {
  return { ...moveTo(clock, placeAt(clock, now, endMs), now, endMs), speed };
}

/** The next faster (`by` 1) or slower (-1) speed; the last one stays. */
export function nextSpeed(speed: number, by: 1 | -1): number {
  const at = SPEEDS.indexOf(speed);
  return SPEEDS[at + by] ?? speed;
}
