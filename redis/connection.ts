import { Redis, type RedisOptions } from "ioredis";
import { BUDGET_SCRIPTS, type BudgetCommands } from "./scripts/budget";
import { MAILBOX_SCRIPTS, type MailboxCommands } from "./scripts/mailbox";
import { PRESENCE_SCRIPTS, type PresenceCommands } from "./scripts/presence";
import { RESERVATION_SCRIPTS, type ReservationCommands } from "./scripts/reservation";

/**
 * A connection with every Lua script of the product as a command. Functions that run a script ask for this type, so a
 * connection that was made without the scripts does not compile there.
 */
export type ScriptedRedis = Redis & MailboxCommands & BudgetCommands & PresenceCommands & ReservationCommands;

const SCRIPTS = { ...MAILBOX_SCRIPTS, ...BUDGET_SCRIPTS, ...PRESENCE_SCRIPTS, ...RESERVATION_SCRIPTS };

/**
 * A connection to Redis or Valkey that survives restarts: commands are queued until it reconnects.
 * @param url redis://, rediss:// or the absolute path of a Unix socket
 */
export function connectRedis(url: string, options: Omit<RedisOptions, "scripts"> = {}): ScriptedRedis {
  // RESP2, because with RESP3 ioredis 6 changes the shape of some replies.
  const defaults: RedisOptions = { protocol: 2, maxRetriesPerRequest: null, retryStrategy: retryDelay };
  const all: RedisOptions = { ...defaults, ...options, scripts: SCRIPTS };
  const redis = url.startsWith("/") ? new Redis({ ...all, path: url }) : new Redis(url, all);
  return redis as ScriptedRedis;
}

/** Whether Redis refused a command because it is out of memory. Scripts are refused in the same way. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("OOM");
}

/** Milliseconds before reconnect attempt number `attempt`. A restart is noticed within half a second. */
function retryDelay(attempt: number): number {
  return Math.min(50 * 2 ** Math.min(attempt, 4), 500) + Math.random() * 50;
}
