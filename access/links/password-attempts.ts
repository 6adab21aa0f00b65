import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Grant } from "../identity";
import type { LimitReached, Limits } from "../limits";
import { matchesHash } from "../sign-in/password";

const LINKS_REMEMBERED = 1_000;

/**
 * Checks passwords one after the other for each link and address, so that many attempts at once cannot pass the limit.
 * A password that was right once is remembered and costs nothing, since all people in a hall enter the same one.
 */
export class LinkPasswords {
  readonly #key = randomBytes(32);
  readonly #right = new LRUCache<string, Buffer>({ max: LINKS_REMEMBERED });
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(private readonly limits: Limits) {}

  /**
   * Checks a password.
   * @returns whether it is right, or the limit if too many were wrong and this one was not checked
   */
  try(grant: Grant, addressHash: string, connection: string, password: string): Promise<boolean | LimitReached> {
    const key = `${grant.linkId} ${addressHash}`;
    const before = this.#queues.get(key) ?? Promise.resolve();
    const turn = before.then(
      () => this.#look(grant, addressHash, connection, password),
      () => this.#look(grant, addressHash, connection, password),
    );
    this.#queues.set(key, turn);
    const ended = () => {
      if (this.#queues.get(key) === turn) this.#queues.delete(key);
    };
    turn.then(ended, ended);
    return turn;
  }

  async #look(
    grant: Grant,
    addressHash: string,
    connection: string,
    password: string,
  ): Promise<boolean | LimitReached> {
    const { linkId, passwordHash } = grant;
    if (passwordHash === null) return true;
    const reached = await this.limits.tryPassword(linkId, addressHash, connection);
    if (reached) return reached;
    const digest = createHmac("sha256", this.#key).update(`${passwordHash} ${password}`).digest();
    const known = this.#right.get(linkId);
    if (known && timingSafeEqual(known, digest)) return true;
    if (await matchesHash(password, passwordHash)) {
      this.#right.set(linkId, digest);
      return true;
    }
    await this.limits.countWrongPassword(linkId, addressHash, connection);
    return false;
  }
}
