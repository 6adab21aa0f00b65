import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { readDatabaseEnv, readWebEnv, readWorkerEnv } from "#platform/env";
import { makeOwnFolder, unprivilegedAccount } from "../databases/account";
import { claimDataFolder, makeDataFolder } from "../databases/data-folder";
import { createProductDatabase } from "../databases/embedded";
import { endLeftBehind } from "../databases/pid-file";
import { startPostgres } from "../databases/postgres";
import { startRedis } from "../databases/redis";
import { type ProductDatabase, prepareTables, productDatabase, roleOf } from "../databases/roles";
import { waitUntil } from "../databases/wait-until";
import { LaunchError } from "../launch-error";
import { authSecret } from "./auth-secret";
import { keepBackingUp } from "./backup-schedule";
import { readBackupSchedule } from "./backups";
import { keepRunning, type Service } from "./keep-running";
import { openAccessWarning } from "./open-access-warning";
import { freePortFor } from "./port";
import { ProductProcess } from "./product-process";
import { chooseRunAs, type RunAs } from "./run-as";

const CHECKOUT = join(import.meta.dirname, "../..");
const READY_MS = 60_000;
/** Time for the web process and the worker each to close, ms. All together have five seconds. */
const CLOSE_MS = 1_500;

/** Settings that web and worker do not need: they open no backups and apply no migrations. */
const NOT_FOR_THE_PRODUCT = { BACKUP_KEY: undefined, BACKUP_KEY_FILE: undefined, MIGRATE_DATABASE_URL: undefined };

/** Runs everything on one machine: starts it in order and stops it in reverse order. */
export class Launcher {
  readonly #stopping = new AbortController();
  readonly #services: { name: string; service: Service }[] = [];
  readonly #stops: (() => void | Promise<void>)[] = [];

  /**
   * @returns the address at which it is ready
   * @throws LaunchError, EnvError, BackupError
   */
  async start(environment: NodeJS.ProcessEnv): Promise<string> {
    if (!existsSync(join(CHECKOUT, ".next/BUILD_ID")))
      throw new LaunchError("The pages are not built. Run `npm start`, which builds them first.");
    const folder = makeDataFolder(environment.DATA_DIR, CHECKOUT);
    this.#stops.push(claimDataFolder(folder));
    const pidFiles = { web: join(folder, "web.pid"), worker: join(folder, "worker.pid") };
    await Promise.all(Object.values(pidFiles).map((file) => endLeftBehind(file, "SIGTERM")));

    const AUTH_SECRET = environment.AUTH_SECRET || authSecret(folder);
    const own = { ...environment, ...NOT_FOR_THE_PRODUCT, NODE_ENV: "production" as const, AUTH_SECRET };
    const port = await chosenPort(own);
    const around = { folder, checkout: CHECKOUT, signal: this.#stopping.signal };
    const schedule = await readBackupSchedule(environment, around);
    const database = environment.DATABASE_URL
      ? productDatabase(readDatabaseEnv(environment))
      : await this.#startPostgres(join(folder, "postgres"));
    const REDIS_URL = environment.REDIS_URL || (await this.#startRedis(join(folder, "redis")));
    const IMPORT_FOLDER = resolve(environment.IMPORT_FOLDER || join(folder, "imports"));
    makeOwnFolder(unprivilegedAccount(), IMPORT_FOLDER);
    const env = { ...own, DATABASE_URL: database.product, REDIS_URL, PORT: String(port), IMPORT_FOLDER };
    const applied = await prepareTables(database);
    if (applied.length > 0) console.log(`Applied migrations: ${applied.join(", ")}.`);
    await warnOfSuperuser(database.product);

    const runAs = chooseRunAs({ checkout: CHECKOUT, folder, port, env });
    const worker = await this.#startProduct("worker", "worker/index.ts", { runAs, env, pidFile: pidFiles.worker });
    const web = await this.#startProduct("web process", "server.ts", { runAs, env, pidFile: pidFiles.web });
    await waitUntil(() => isReady(env), {
      deadlineMs: READY_MS,
      stopped: () => !web.isRunning() || !worker.isRunning(),
      otherwise: "The web process or the worker did not become ready. See their output above.",
    });
    for (const { name, service } of this.#services) void keepRunning(name, service, this.#stopping.signal);
    if (schedule) void keepBackingUp(schedule, this.#stopping.signal);
    const warning = openAccessWarning(readWebEnv(env));
    if (warning) console.warn(warning);
    return `http://localhost:${port}${readWebEnv(env).BASE_PATH}`;
  }

  /** Stops web, worker, Redis and PostgreSQL, in this order. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }

  async #startPostgres(dir: string): Promise<ProductDatabase> {
    const server = await this.#unlessStopping(() => startPostgres(dir));
    this.#keep("database", server, () => server.stop());
    return createProductDatabase(server);
  }

  async #startRedis(dir: string): Promise<string> {
    const server = await this.#unlessStopping(() => startRedis(dir));
    this.#keep("Redis", server, () => server.stop());
    return server.url;
  }

  async #startProduct(
    name: string,
    script: string,
    options: { runAs: RunAs; pidFile: string; env: NodeJS.ProcessEnv },
  ): Promise<ProductProcess> {
    const product = new ProductProcess(script, options);
    await this.#unlessStopping(() => product.restart());
    this.#keep(name, product, () => product.stop(CLOSE_MS));
    return product;
  }

  #keep(name: string, service: Service, stop: () => Promise<void>): void {
    this.#services.push({ name, service });
    this.#stops.push(stop);
  }

  /** A signal may arrive between two steps. A process that is started after it would never be stopped. */
  #unlessStopping<T>(start: () => Promise<T>): Promise<T> {
    this.#stopping.signal.throwIfAborted();
    return start();
  }
}

/**
 * Also checks all settings before anything is started, with placeholders for the addresses of the private databases.
 */
async function chosenPort(env: NodeJS.ProcessEnv): Promise<number> {
  const later = { DATABASE_URL: env.DATABASE_URL || "postgresql://private", REDIS_URL: env.REDIS_URL || "/private" };
  readWorkerEnv({ ...env, ...later });
  const { PORT, HOST } = readWebEnv({ ...env, ...later });
  return freePortFor(PORT, HOST);
}

async function warnOfSuperuser(url: string): Promise<void> {
  const { name, isSuperuser } = await roleOf(url);
  if (isSuperuser)
    console.error(`DATABASE_URL: ${name} is a superuser. Use a role with fewer rights: see docs/running.md.`);
}

async function isReady(env: NodeJS.ProcessEnv): Promise<boolean> {
  const { HOST, PORT } = readWebEnv(env);
  const here = HOST === "0.0.0.0" ? "127.0.0.1" : HOST === "::" ? "[::1]" : HOST;
  return fetch(`http://${here}:${PORT}/readyz`).then(
    (response) => response.ok,
    () => false,
  );
}
