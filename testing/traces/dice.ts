/** Pseudo-random numbers, deterministic for a seed (xorshift32: Marsaglia, 2003). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (Math.imul(seed, 0x9e3779b9) ^ 0x5bd1e995) | 1;
    for (let i = 0; i < 8; i += 1) this.#next();
  }

  /** A number from 0 to below 1. */
  roll(): number {
    return this.#next() / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.roll();
  }

  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  hits(chance: number): boolean {
    return this.roll() < chance;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.roll() * list.length)] as T;
  }

  /** A number from the exponential distribution with this mean. */
  delay(mean: number): number {
    return -mean * Math.log(1 - this.roll());
  }

  #next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state >>> 0;
  }
}
