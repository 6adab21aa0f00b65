import type { Grant } from "#access/identity";
import { every, type Repetition } from "#platform/every";
import type { Log } from "#platform/log";
import { stillValid } from "#store/links/share-links";
import type { GatewaySocket } from "../context";

/** A revoked link's readers are disconnected within 5 s even if the message about it was lost. */
const RECHECK_MS = 3_000;
/** The longest timer of Node. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** `endsAt`: by `performance.now()`, which does not jump when the clock is set. */
type Held = { readonly sockets: Set<GatewaySocket>; readonly endsAt: number | null; timer: NodeJS.Timeout | null };

/** Disconnects readers of this gateway whose link is no longer valid: asks the store, and has a timer for expiry. */
export class GrantWatch {
  readonly #held = new Map<string, Held>();
  readonly #checks: Repetition;

  /** @param validOf returns those of these links that are still valid */
  constructor(
    log: Log,
    private readonly validOf: (linkIds: string[]) => Promise<Set<string>> = stillValid,
  ) {
    this.#checks = every(
      RECHECK_MS,
      () => this.check(),
      (err) => log.warn({ err }, "could not recheck links"),
    );
  }

  hold(socket: GatewaySocket, { linkId, msLeft }: Grant): void {
    const endsAt = msLeft === null ? null : performance.now() + msLeft;
    const held = this.#held.get(linkId) ?? { sockets: new Set(), endsAt, timer: null };
    held.sockets.add(socket);
    this.#held.set(linkId, held);
    if (!held.timer) this.#arm(linkId, held);
  }

  release(socket: GatewaySocket, { linkId }: Grant): void {
    const held = this.#held.get(linkId);
    held?.sockets.delete(socket);
    if (held?.sockets.size === 0) this.#drop(linkId, held);
  }

  async check(): Promise<void> {
    if (this.#held.size === 0) return;
    const asked = [...this.#held.keys()];
    const valid = await this.validOf(asked);
    for (const linkId of asked) if (!valid.has(linkId)) this.#end(linkId);
  }

  close(): void {
    void this.#checks.stop();
    for (const [linkId, held] of this.#held) this.#drop(linkId, held);
  }

  #arm(linkId: string, held: Held): void {
    if (held.endsAt === null) return;
    const left = held.endsAt - performance.now();
    if (left <= 0) this.#end(linkId);
    else held.timer = setTimeout(() => this.#arm(linkId, held), Math.min(left, LONGEST_TIMER_MS));
  }

  #end(linkId: string): void {
    const held = this.#held.get(linkId);
    if (!held) return;
    this.#drop(linkId, held);
    for (const socket of held.sockets) {
      socket.emit("gone");
      socket.disconnect(true);
    }
  }

  #drop(linkId: string, held: Held): void {
    if (held.timer) clearTimeout(held.timer);
    this.#held.delete(linkId);
  }
}
