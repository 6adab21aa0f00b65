import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Redis } from "ioredis";
import { Counter, Gauge } from "prom-client";
import { type AddressOf, isLoopback } from "#access/address";
import { type ClockOff, type Clocks, SHARED_CLOCKS } from "#platform/clocks";
import type { WebEnv } from "#platform/env";
import { metrics } from "#platform/metrics";
import { shareReads } from "#platform/shared-reads";
import { readBilled } from "#redis/billed";
import type { Budget } from "#redis/budget";
import { readCounts } from "#redis/worker-counts";
import { readWorkers } from "#redis/workers";
import { isDatabaseUp } from "#store/database";
import { countUntranslated } from "#store/session/health";
import { countDoomedObjects } from "#store/sound/sound-objects";
import { soundBytesOfAll } from "#store/sound/sound-state";

type Readiness = {
  readonly database: boolean;
  readonly redis: boolean;
  readonly workers: number;
  /** Problems that an administrator should fix; the product still works. */
  readonly warnings: readonly Warning[];
};
/** The lead of a process's clock over a shared clock; negative: it is behind. */
type Warning = ClockOff & { readonly warning: "clock-off"; readonly process: string };

export type Operated = { readonly redis: Redis; readonly budget: Budget; readonly clocks: Clocks };

const recognisers = new Gauge({
  name: "interline_recognisers",
  help: "Recognisers of all workers, by what they do",
  labelNames: ["state"] as const,
  registers: [metrics],
});
const workerEvents = new Counter({
  name: "interline_worker_events_total",
  help: "Events counted by all workers. event: words:<why they were settled> or words:contradicted; segments:<why they ended>; words by commit lag; drafts:translated, drafts:failed or drafts:held-back; recogniser:retried",
  labelNames: ["event"] as const,
  registers: [metrics],
});
const untranslated = new Gauge({
  name: "interline_untranslated",
  help: "Untranslated segments by language",
  labelNames: ["lang"] as const,
  registers: [metrics],
});
const billedSeconds = new Counter({
  name: "interline_speech_billed_seconds_total",
  help: "Seconds of sound that the speech engine's provider has billed, of all workers",
  registers: [metrics],
});
const budgetUsed = new Gauge({
  name: "interline_budget_used",
  help: "Amount spent of each instance budget in the current window: characters translated, seconds recognised",
  labelNames: ["kind", "window"] as const,
  registers: [metrics],
});
const budgetLimit = new Gauge({
  name: "interline_budget_limit",
  help: "The instance's budgets",
  labelNames: ["kind", "window"] as const,
  registers: [metrics],
});
const soundBytes = new Gauge({
  name: "interline_sound_bytes",
  help: "Bytes of the stored sound of all people",
  registers: [metrics],
});
const soundLimit = new Gauge({
  name: "interline_sound_bytes_limit",
  help: "The limit for the stored sound of all people",
  registers: [metrics],
});
const soundOwed = new Gauge({
  name: "interline_sound_objects_owed",
  help: "Objects of deleted sound that the object store still has",
  registers: [metrics],
});
const clockAhead = new Gauge({
  name: "interline_clock_ahead_seconds",
  help: "How far the clock of this web process is ahead of a shared one",
  labelNames: ["clock"] as const,
  registers: [metrics],
});
const workers = new Gauge({ name: "interline_workers", help: "Workers that are alive", registers: [metrics] });

/** Answers /healthz, /readyz and /metrics; false for every other path. Details only for loopback or the metrics token. */
export function operations(env: WebEnv, { redis, budget, clocks }: Operated, addressOf: AddressOf) {
  // Concurrent requests share one query to the database.
  const shareReadiness = shareReads<Readiness>();
  const shareMetrics = shareReads<string>();
  soundLimit.set(env.SOUND_MEGABYTES * 1_000_000);
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = request.url?.split("?", 1)[0];
    const mayKnow = isLocal(request, addressOf) || hasToken(request, env.METRICS_TOKEN);
    if (path === "/healthz") return send(response, 200, "ok\n");
    if (path === "/readyz") {
      const state = await shareReadiness("", () => readiness(redis, clocks));
      const ready = state.database && state.redis && state.workers > 0;
      const body = mayKnow ? `${JSON.stringify({ ready, ...state })}\n` : ready ? "ok\n" : "not ok\n";
      return send(response, ready ? 200 : 503, body, mayKnow ? "application/json" : "text/plain");
    }
    if (path === "/metrics") {
      if (!mayKnow) return send(response, 403, "not ok\n");
      measureClocks(clocks);
      return send(response, 200, await shareMetrics("", () => measureAll(redis, budget)), metrics.contentType);
    }
    return false;
  };
}

async function readiness(redis: Redis, clocks: Clocks): Promise<Readiness> {
  const [database, alive] = await Promise.all([isDatabaseUp(), answering(readWorkers(redis))]);
  const warnings = [
    ...clocks.off().map((off) => clockWarning("web", off)),
    ...(alive ?? []).flatMap(({ id, clockOff = [] }) => clockOff.map((off) => clockWarning(`worker ${id}`, off))),
  ];
  return { database, redis: alive !== null, workers: alive?.length ?? 0, warnings };
}

function clockWarning(process: string, off: ClockOff): Warning {
  return { warning: "clock-off", process, ...off };
}

function measureClocks(clocks: Clocks): void {
  for (const clock of SHARED_CLOCKS) {
    const aheadMs = clocks.aheadOf(clock);
    if (aheadMs !== null) clockAhead.set({ clock }, aheadMs / 1_000);
  }
}

async function measureAll(redis: Redis, budget: Budget): Promise<string> {
  await Promise.all([
    measureWorkers(redis),
    measureBill(redis),
    measureBudgets(budget),
    measureCounts(redis),
    measureBacklog(),
    measureSound(),
  ]);
  return metrics.metrics();
}

async function measureWorkers(redis: Redis): Promise<void> {
  const alive = (await answering(readWorkers(redis))) ?? [];
  const serving = alive.reduce((sum, worker) => sum + worker.serving, 0);
  const capacity = alive.reduce((sum, worker) => sum + worker.capacity, 0);
  workers.set(alive.length);
  recognisers.set({ state: "serving" }, serving);
  recognisers.set({ state: "free" }, Math.max(capacity - serving, 0));
}

/** Workers add to these counters in Redis; the web process only reports them. */
async function measureBill(redis: Redis): Promise<void> {
  const seconds = await answering(readBilled(redis));
  if (seconds === null) return;
  billedSeconds.reset();
  billedSeconds.inc(seconds);
}

async function measureBudgets(budget: Budget): Promise<void> {
  for (const { kind, window, used, limit } of (await answering(budget.readSpending())) ?? []) {
    budgetUsed.set({ kind, window }, used);
    budgetLimit.set({ kind, window }, limit);
  }
}

async function measureCounts(redis: Redis): Promise<void> {
  const counts = await answering(readCounts(redis));
  if (!counts) return;
  workerEvents.reset();
  for (const [event, count] of counts) workerEvents.inc({ event }, count);
}

async function measureBacklog(): Promise<void> {
  const lines = await answering(countUntranslated());
  if (!lines) return;
  untranslated.reset();
  for (const [lang, count] of lines) untranslated.set({ lang }, count);
}

async function measureSound(): Promise<void> {
  const [bytes, owed] = await Promise.all([answering(soundBytesOfAll()), answering(countDoomedObjects())]);
  if (bytes !== null) soundBytes.set(bytes);
  if (owed !== null) soundOwed.set(owed);
}

/** Returns null without an answer within 1 s: a health check must not wait for a restart of Redis, as its client does. */
async function answering<T>(question: Promise<T>): Promise<T | null> {
  const noAnswer = new Promise<null>((resolve) => setTimeout(resolve, 1_000, null).unref());
  return Promise.race([question, noAnswer]).catch(() => null);
}

/** A request that a proxy forwards is not from loopback, even if the proxy runs on this machine. */
function isLocal(request: IncomingMessage, addressOf: AddressOf): boolean {
  const forwarded = request.headers["x-forwarded-for"] ?? request.headers.forwarded;
  return forwarded === undefined && isLoopback(addressOf(request));
}

function hasToken(request: IncomingMessage, token: string | undefined): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return token !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted);
}

function send(response: ServerResponse, status: number, body: string, type = "text/plain; charset=utf-8"): true {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" });
  response.end(body);
  return true;
}
