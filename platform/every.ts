export type Repetition = {
  /** Stops the repetition. Resolves when a run in progress has finished. */
  stop(): Promise<void>;
};

/**
 * Runs `act` every `ms`, first after `ms`. A run that takes longer than `ms` delays the next ones: no two overlap. An error
 * of a run goes to `onError`, and the next run follows. The timer does not keep the process alive.
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
