import type { Redis } from "ioredis";
import type { CommonEnv } from "#platform/env";
import type { Log } from "#platform/log";
import {
  BUDGET_KINDS,
  BUDGET_SCOPES,
  BUDGET_WINDOWS,
  type BudgetKind,
  type BudgetScope,
  type BudgetState,
  type BudgetWindow,
  LOW_SHARE,
  type Spending,
} from "#protocol/budget";
import type { ScriptedRedis } from "./connection";
import { budgetKey } from "./keys";

/** The owner of a session and the hash of the address that started it: both have budgets. */
export type Payer = { readonly userId: string; readonly addressHash: string };

/** The payer of a stored session. */
export function payerOf(session: { readonly ownerId: string; readonly startedFrom: string }): Payer {
  return { userId: session.ownerId, addressHash: session.startedFrom };
}

export type Spent = { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number };

type Window = { readonly scope: BudgetScope; readonly window: BudgetWindow; readonly limit: number };

const WINDOW_MS: Record<BudgetWindow, number> = { hour: 3_600_000, day: 86_400_000 };

/**
 * Budgets for paid work of engines (characters, seconds of sound): per person, per address and for the instance, each per
 * hour and per day. Work is counted before an engine is asked, in Redis and by its clock, so all processes share them.
 */
export class Budget {
  readonly #windows: Record<BudgetKind, readonly Window[]>;

  constructor(
    private readonly redis: ScriptedRedis,
    env: CommonEnv,
    private readonly log: Log,
  ) {
    this.#windows = { characters: windowsOf("characters", env), seconds: windowsOf("seconds", env) };
  }

  /**
   * Counts an amount against every budget of a payer, or, if one of them refuses, against none.
   * @param share the part of each budget that may be used, 0 to 1; less than 1 for drafts
   */
  async spend(kind: BudgetKind, payer: Payer, amount: number, share = 1): Promise<Spent> {
    const windows = this.#windows[kind];
    const [waitMs = 0, ...low] = await this.#ask(kind, payer, Math.ceil(amount), share, true);
    for (const at of low) {
      const { scope, window, limit } = windows[at - 1] ?? {};
      this.log.warn({ budget: kind, scope, window, limit }, `${100 * LOW_SHARE} % of a budget is spent`);
    }
    return waitMs < 0 ? { ok: true } : { ok: false, retryAfterSeconds: toSeconds(waitMs) };
  }

  /**
   * Counts an amount, then asks an engine. Gives the amount back when the engine fails.
   * @throws the error of `ask`
   */
  async charge<T>(
    kind: BudgetKind,
    payer: Payer,
    { amount, share = 1 }: { readonly amount: number; readonly share?: number },
    ask: () => Promise<T>,
  ): Promise<{ readonly ok: true; readonly value: T } | Exclude<Spent, { readonly ok: true }>> {
    const spent = await this.spend(kind, payer, amount, share);
    if (!spent.ok) return spent;
    try {
      return { ok: true, value: await ask() };
    } catch (error) {
      await this.#giveBack(kind, payer, amount);
      throw error;
    }
  }

  /** Moves the spending of one person to another, so that signing in to an account brings no new budget. */
  async move(from: string, to: string): Promise<void> {
    const keys = BUDGET_KINDS.flatMap((kind) =>
      BUDGET_WINDOWS.flatMap((window) =>
        [from, to].map((id) => budgetKey(kind, whoseOf("user", personal(id)), window)),
      ),
    );
    await this.redis.interlineMoveSpending(keys.length, ...keys);
  }

  async #giveBack(kind: BudgetKind, payer: Payer, amount: number): Promise<void> {
    const keys = this.#keys(kind, payer);
    await this.redis.interlineGiveBack(keys.length, ...keys, Math.ceil(amount));
  }

  /**
   * Reads the state of a payer's budgets, without spending.
   * @returns null when no window of the payer is low or used up
   */
  async look(kind: BudgetKind, payer: Payer): Promise<BudgetState | null> {
    const [lowMs = -1] = await this.#ask(kind, payer, 1, LOW_SHARE, false);
    if (lowMs < 0) return null;
    const [usedUpMs = -1] = await this.#ask(kind, payer, 1, 1, false);
    if (usedUpMs >= 0) return { state: "used-up", retryAfterSeconds: toSeconds(usedUpMs) };
    return { state: "low", retryAfterSeconds: toSeconds(lowMs) };
  }

  /** Reads the amounts spent of the instance's budgets. */
  async readSpending(): Promise<Spending[]> {
    const all = BUDGET_KINDS.flatMap((kind) =>
      this.#windows[kind].filter(({ scope }) => scope === "instance").map((found) => ({ kind, ...found })),
    );
    const used = await this.redis.mget(all.map(({ kind, window }) => budgetKey(kind, "instance", window)));
    return all.map(({ kind, window, limit }, at) => ({ kind, window, limit, used: Number(used[at] ?? 0) }));
  }

  #ask(kind: BudgetKind, payer: Payer, amount: number, share: number, counts: boolean): Promise<number[]> {
    const windows = this.#windows[kind];
    const keys = this.#keys(kind, payer);
    const limits = windows.map(({ limit }) => limit);
    const lengths = windows.map(({ window }) => WINDOW_MS[window]);
    return this.redis.interlineSpend(
      ...[keys.length, ...keys, amount, counts ? 1 : 0, share, LOW_SHARE],
      ...limits,
      ...lengths,
    );
  }

  #keys(kind: BudgetKind, payer: Payer): string[] {
    return this.#windows[kind].map(({ scope, window }) => budgetKey(kind, whoseOf(scope, payer), window));
  }
}

/** Deletes the spending of a deleted person. */
export async function forgetSpending(redis: Redis, userId: string): Promise<void> {
  const whose = whoseOf("user", personal(userId));
  await redis.del(BUDGET_KINDS.flatMap((kind) => BUDGET_WINDOWS.map((window) => budgetKey(kind, whose, window))));
}

function personal(userId: string): Payer {
  return { userId, addressHash: "" };
}

function whoseOf(scope: BudgetScope, { userId, addressHash }: Payer): string {
  if (scope === "instance") return "instance";
  return scope === "user" ? `user:${userId}` : `address:${addressHash}`;
}

function windowsOf(kind: BudgetKind, env: CommonEnv): Window[] {
  const [what, unit] = kind === "seconds" ? (["AUDIO_MINUTES", 60] as const) : (["TRANSLATED_CHARACTERS", 1] as const);
  return BUDGET_SCOPES.flatMap((scope) =>
    BUDGET_WINDOWS.map((window) => {
      const name = `${what}_PER_${scope.toUpperCase() as Uppercase<BudgetScope>}_` as const;
      return { scope, window, limit: env[`${name}${window.toUpperCase() as Uppercase<BudgetWindow>}`] * unit };
    }),
  );
}

function toSeconds(ms: number): number {
  return Math.max(Math.ceil(ms / 1_000), 1);
}
