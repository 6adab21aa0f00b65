import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Child } from "#testing/processes/child";
import type { Databases } from "./databases";

/** A web and a worker process with a private Redis and PostgreSQL. */
export type Processes = {
  readonly url: string;
  readonly webPid: number;
  readonly workerPid: number;
  close(): Promise<void>;
};

export type Program = { readonly web: string; readonly worker: string };

const at = (path: string) => join(import.meta.dirname, "../..", path);

/** server.ts without Next's pages, and worker/index.ts with engines that answer at once. */
export const PRODUCT: Program = { web: at("testing/web/index.ts"), worker: at("bench/measured/worker.ts") };
/** A bare relay between the same sockets and the same Redis. */
export const RELAY: Program = { web: at("bench/floor/web.ts"), worker: at("bench/floor/worker.ts") };

/** All speakers share one address, all day. */
const NO_LIMITS = Object.fromEntries(
  [
    "LIVE_SESSIONS_PER_USER",
    "LIVE_SESSIONS_PER_ADDRESS",
    ...["AUDIO_MINUTES", "TRANSLATED_CHARACTERS"].flatMap((what) =>
      ["USER", "ADDRESS", "INSTANCE"].flatMap((whose) => [`${what}_PER_${whose}_HOUR`, `${what}_PER_${whose}_DAY`]),
    ),
    "SESSIONS_PER_USER_HOUR",
    "SESSIONS_PER_ADDRESS_HOUR",
    "CONNECTIONS_PER_USER",
    "PAGES_PER_ADDRESS_MINUTE",
    "SIGN_INS_PER_ADDRESS_HOUR",
    "READERS_PER_LINK",
    "JOINS_PER_ADDRESS_MINUTE",
  ].map((name) => [name, "100000000"]),
);

/** Starts a web and a worker process of a program. @param env further variables, such as NODE_OPTIONS for a profile */
export async function startProcesses(
  program: Program,
  databases: Databases,
  sessions: number,
  env: Record<string, string> = {},
): Promise<Processes> {
  const all = {
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    DATABASE_URL: databases.databaseUrl,
    REDIS_URL: databases.redisUrl,
    AUTH_SECRET: randomBytes(32).toString("hex"),
    RECOGNISERS: String(sessions + 10),
    DRAFT_INTERVAL_MS: "0",
    ...NO_LIMITS,
    ...env,
  };
  const worker = new Child(program.worker, all, join(databases.folder, "worker.log"));
  const web = new Child(program.web, all, join(databases.folder, "web.log"));
  const [{ port }] = await Promise.all([web.ready, worker.ready]);
  return {
    url: `http://127.0.0.1:${port}`,
    webPid: web.pid ?? 0,
    workerPid: worker.pid ?? 0,
    async close() {
      await Promise.all([web.terminate(), worker.terminate()]);
    },
  };
}
