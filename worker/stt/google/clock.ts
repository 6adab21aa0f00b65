/** The time that rotation and pace go by; tests give one that runs faster. */
export interface Clock {
  /** ms since any fixed moment. */
  now(): number;
  /** Runs `act` after `ms`; the returned function takes that back. */
  after(ms: number, act: () => void): () => void;
}

export const wallClock: Clock = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
