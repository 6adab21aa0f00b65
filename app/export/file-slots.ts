/** The limits that a file counts against: each name with its most files at once, the taker's first. */
export type SlotRequest = readonly { readonly name: string; readonly most: number }[];

/** Counts files under way by name. */
export class FileSlots {
  readonly #taken = new Map<string, number>();

  /**
   * Reserves one slot per name.
   * @returns a function that releases them, safe to call twice; null if a name has no free slot
   */
  reserve(request: SlotRequest): (() => void) | null {
    if (request.some(({ name, most }) => this.#count(name) >= most)) return null;
    for (const { name } of request) this.#taken.set(name, this.#count(name) + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      for (const { name } of request) {
        const left = this.#count(name) - 1;
        if (left > 0) this.#taken.set(name, left);
        else this.#taken.delete(name);
      }
    };
  }

  #count(name: string): number {
    return this.#taken.get(name) ?? 0;
  }
}
