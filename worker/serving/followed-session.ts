import type { Redis } from "ioredis";
import { every, type Repetition } from "#platform/every";
import type { Log } from "#platform/log";
import type { BudgetState } from "#protocol/budget";
import { type Budget, payerOf } from "#redis/budget";
import { readShownLanguages } from "#redis/shown-languages";
import { type HealthInputs, readHealthInputs } from "#store/session/health";
import { SessionFault } from "./faults";

const EVERY_MS = 2_000;

/** The facts about a served session that other processes may change. */
export type SessionSettings = {
  /** Null: the session is deleted. */
  readonly inputs: HealthInputs | null;
  /** The languages that a page shows now. */
  readonly shownLangs: ReadonlySet<string>;
  /** Budget of its translations; null: neither low nor used up. */
  readonly budget: BudgetState | null;
};

/** Polls the settings, shown languages and budgets of all sessions that this worker serves, every 2 s, in one query each. */
export class FollowedSessions {
  readonly #followers = new Map<string, (seen: SessionSettings) => void>();
  readonly #polls: Repetition;

  constructor(
    private readonly redis: Redis,
    private readonly budget: Budget,
    private readonly log: Log,
  ) {
    this.#polls = every(
      EVERY_MS,
      () => this.#poll([...this.#followers.keys()]),
      (err) => log.warn({ err }, "could not read followed sessions"),
    );
  }

  /** @returns a function that stops following */
  follow(sessionId: string, tell: (seen: SessionSettings) => void): () => void {
    this.#followers.set(sessionId, tell);
    void this.#poll([sessionId]);
    return () => {
      if (this.#followers.get(sessionId) === tell) this.#followers.delete(sessionId);
    };
  }

  close(): void {
    void this.#polls.stop();
  }

  async #poll(sessionIds: readonly string[]): Promise<void> {
    // While Redis is unavailable, commands must not pile up.
    if (sessionIds.length === 0 || this.redis.status !== "ready") return;
    try {
      const [inputsById, shownLangs] = await Promise.all([
        readHealthInputs(sessionIds),
        readShownLanguages(this.redis, sessionIds),
      ]);
      const seen = await Promise.all(
        sessionIds.map(async (id) => {
          const inputs = inputsById.get(id) ?? null;
          const budget = inputs && (await this.budget.look("characters", payerOf(inputs)));
          return { id, seen: { inputs, shownLangs: shownLangs.get(id) ?? new Set<string>(), budget } };
        }),
      );
      for (const { id, seen: now } of seen) this.#notify(id, now);
    } catch (err) {
      this.log.debug({ err }, "could not poll sessions");
    }
  }

  /** An error in one follower does not affect the others. */
  #notify(sessionId: string, seen: SessionSettings): void {
    try {
      this.#followers.get(sessionId)?.(seen);
    } catch (error) {
      this.log.error({ err: new SessionFault(error), sessionId }, "error in a session");
    }
  }
}
