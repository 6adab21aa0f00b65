type Member = { readonly address: string; readonly end: () => void };

/**
 * Limits members per address and in total. At an address's limit its oldest member is evicted; at the total limit, the
 * oldest member of the address with the most members. Honest clients stay briefly, so they are rarely the oldest, and a
 * flood evicts its own members first.
 */
export class EvictingLimit {
  /** Oldest first. */
  readonly #ofAddress = new Map<string, Set<Member>>();
  #size = 0;

  constructor(
    private readonly mostOfAddress: number,
    private readonly most: number,
  ) {}

  get size(): number {
    return this.#size;
  }

  /** @returns a function that ends the membership; safe to call more than once */
  enter(address: string, end: () => void): () => void {
    if ((this.#ofAddress.get(address)?.size ?? 0) >= this.mostOfAddress) this.#endFirst(this.#ofAddress.get(address));
    if (this.#size >= this.most) this.#endFirst(this.#mostOfOneAddress());
    const member = { address, end };
    const members = this.#ofAddress.get(address) ?? new Set<Member>();
    this.#ofAddress.set(address, members.add(member));
    this.#size += 1;
    return () => this.#leave(member);
  }

  #endFirst(members: ReadonlySet<Member> = new Set()): void {
    const [first] = members;
    if (!first) return;
    this.#leave(first);
    first.end();
  }

  /** The members of the address with the most members; on a tie, of the address that entered first. */
  #mostOfOneAddress(): ReadonlySet<Member> | undefined {
    let most: ReadonlySet<Member> | undefined;
    for (const members of this.#ofAddress.values()) if (members.size > (most?.size ?? 0)) most = members;
    return most;
  }

  #leave(member: Member): void {
    const members = this.#ofAddress.get(member.address);
    if (!members?.delete(member)) return;
    this.#size -= 1;
    if (members.size === 0) this.#ofAddress.delete(member.address);
  }
}
