export type Repetition = {
  /** No run begins after this. Resolves when a run that is under way has ended. */
  stop(): Promise<void>;
};

/**
 * Runs `act` every `ms`, first after `ms`. A run that takes longer than `ms` makes the next ones wait: no two overlap. What a
 * run throws goes to `onError`, and the next one follows. The timer does not keep the process alive.
 */
export function every(ms: number, act: () => unknown, onError: (err: unknown) => void): Repetition {
  let isRunning = false;
  let last: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    isRunning = true;
    try {
      await act();
    } catch (err) {
      onError(err);
    } finally {
      isRunning = false;
    }
  };
  const timer = setInterval(() => {
    if (!isRunning) last = run();
  }, ms).unref();
  return {
    stop() {
      clearInterval(timer);
      return last;
    },
  };
}
