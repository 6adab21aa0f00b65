/** Whom a file is for, as far as files at once are limited: each name with the most that it may have, the taker's first. */
export type Claim = readonly { readonly name: string; readonly most: number }[];

/** Counts what is under way by name. */
export class Places {
  readonly #taken = new Map<string, number>();

  /** One place under each name of a claim, or null where one of them has all of its own. @returns gives the places back, once */
  take(claim: Claim): (() => void) | null {
    if (claim.some(({ name, most }) => this.#count(name) >= most)) return null;
    for (const { name } of claim) this.#taken.set(name, this.#count(name) + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      for (const { name } of claim) {
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
