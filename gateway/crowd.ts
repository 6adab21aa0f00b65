type Member = { readonly address: string; readonly end: () => void };

/**
 * Bounds how many members there are per address and in all. One too many ends the oldest: an honest client leaves within
 * a moment, so it is rarely the oldest.
 */
export class Crowd {
  /** Oldest first. */
  readonly #ofAddress = new Map<string, Set<Member>>();
  readonly #all = new Set<Member>();

  constructor(
    private readonly mostOfAddress: number,
    private readonly most: number,
  ) {}

  get size(): number {
    return this.#all.size;
  }

  /** @returns ends the membership; safe to call more than once */
  enter(address: string, end: () => void): () => void {
    if ((this.#ofAddress.get(address)?.size ?? 0) >= this.mostOfAddress) this.#endFirst(this.#ofAddress.get(address));
    if (this.#all.size >= this.most) this.#endFirst(this.#all);
    const member = { address, end };
    const members = this.#ofAddress.get(address) ?? new Set<Member>();
    this.#ofAddress.set(address, members.add(member));
    this.#all.add(member);
    return () => this.#leave(member);
  }

  #endFirst(members: ReadonlySet<Member> = new Set()): void {
    const [first] = members;
    if (!first) return;
    this.#leave(first);
    first.end();
  }

  #leave(member: Member): void {
    this.#all.delete(member);
    const members = this.#ofAddress.get(member.address);
    if (members?.delete(member) && members.size === 0) this.#ofAddress.delete(member.address);
  }
}
