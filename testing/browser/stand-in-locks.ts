type Held = { readonly name: string };
type Options = { readonly ifAvailable?: boolean; readonly signal?: AbortSignal };

/** A browser's `navigator.locks`, which Node 20 lacks. `releaseAll`: every page has gone. */
export class StandInLocks {
  readonly #held = new Map<string, () => void>();
  readonly #waiting = new Map<string, (() => void)[]>();

  async request(name: string, { ifAvailable, signal }: Options, use: (lock: Held | null) => unknown): Promise<unknown> {
    if (this.#held.has(name)) {
      if (ifAvailable) return use(null);
      await new Promise<void>((resolve, reject) => {
        this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), resolve]);
        signal?.addEventListener("abort", () => reject(signal.reason));
      });
    }
    const gone = new Promise<void>((resolve) => this.#held.set(name, resolve));
    await Promise.race([use({ name }), gone]);
    this.#release(name);
  }

  async query(): Promise<{ held: Held[] }> {
    return { held: [...this.#held.keys()].map((name) => ({ name })) };
  }

  releaseAll(): void {
    for (const gone of [...this.#held.values()]) gone();
  }

  #release(name: string): void {
    this.#held.delete(name);
    this.#waiting.get(name)?.shift()?.();
  }
}
