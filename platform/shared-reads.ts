/**
 * Deduplicates concurrent reads by key. A caller that arrives during a read gets the next read, because the running one may
 * miss earlier changes.
 */
export function shareReads<T>(): (key: string, read: () => Promise<T>) => Promise<T> {
  type Turn = { readonly running: Promise<unknown>; next: Promise<T> | null };
  const turns = new Map<string, Turn>();

  const start = (key: string, read: () => Promise<T>): Promise<T> => {
    const running = read();
    const turn: Turn = { running, next: null };
    turns.set(key, turn);
    const ended = () => {
      if (turns.get(key) === turn && turn.next === null) turns.delete(key);
    };
    running.then(ended, ended);
    return running;
  };

  return (key, read) => {
    const turn = turns.get(key);
    if (!turn) return start(key, read);
    turn.next ??= turn.running.then(
      () => start(key, read),
      () => start(key, read),
    );
    return turn.next;
  };
}
