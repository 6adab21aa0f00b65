/** The clock of stream rotation and pacing. Tests pass a faster one. */
export interface Clock {
  /** ms since any fixed moment. */
  now(): number;
  /** Runs `act` after `ms`. The returned function cancels that. */
  after(ms: number, act: () => void): () => void;
}

export const wallClock: Clock = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
