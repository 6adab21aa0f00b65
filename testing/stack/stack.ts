import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import pg from "pg";
import { inject } from "vitest";
import { connectRedis, type ScriptedRedis } from "#redis/connection";
import { readWorkers } from "#redis/workers";
import { eventually } from "../eventually";
import { FaultOrders } from "../scripted/faults";
import { readJournal } from "../scripted/speech-to-text";
import { temporaryFolder } from "../services/temporary-folder";
import { Process, type Surroundings } from "./process";
import { type Services, startServices } from "./services";

export type StackOptions = {
  readonly web?: number;
  readonly workers?: number;
  readonly env?: Record<string, string>;
};

/** The product on several processes, with scripted engines, real Redis and real PostgreSQL. */
export class Stack {
  readonly web: Process[] = [];
  readonly workers: Process[] = [];
  #started = 0;

  private constructor(
    readonly services: Services,
    readonly faults: FaultOrders,
    /** A direct connection to Redis, without a proxy. */
    readonly redis: ScriptedRedis,
    /** A direct connection to PostgreSQL, without a proxy. */
    readonly database: pg.Pool,
    readonly directory: string,
    readonly env: Record<string, string>,
  ) {}

  static async start({ web = 2, workers = 3, env = {} }: StackOptions = {}): Promise<Stack> {
    const directory = temporaryFolder();
    const services = await startServices(directory, inject("postgresTemplate"));
    const database = new pg.Pool({ connectionString: services.databaseUrl, max: 2 });
    // A pool reports idle connections that PostgreSQL has cut; the next query opens a new one.
    database.on("error", () => {});
    const redis = connectRedis(services.redis.url);
    redis.on("error", () => {});
    const all = { AUTH_SECRET: randomBytes(32).toString("hex"), RECOGNISERS: "50", ...env };
    const stack = new Stack(services, new FaultOrders(directory), redis, database, directory, all);
    try {
      await Promise.all([
        ...Array.from({ length: web }, () => stack.addWeb()),
        ...Array.from({ length: workers }, () => stack.addWorker()),
      ]);
      await stack.whenServing();
    } catch (error) {
      await stack.close();
      throw error;
    }
    return stack;
  }

  async addWeb(env: Record<string, string> = {}): Promise<Process> {
    const process = await Process.start("web", this.#name("web"), this.#surroundings(env));
    this.web.push(process);
    return process;
  }

  async addWorker(env: Record<string, string> = {}): Promise<Process> {
    const process = await Process.start("worker", this.#name("worker"), this.#surroundings(env));
    this.workers.push(process);
    return process;
  }

  /** @returns the worker that opened a recogniser last */
  serving(): Process {
    const pid = readJournal(this.directory).findLast(({ did }) => did === "open")?.pid;
    const found = this.workers.find(({ child }) => child.pid === pid);
    if (!found) throw new Error("no worker serves");
    return found;
  }

  /** Restores the numbers of processes and lifts every fault. */
  async mend({ web = 2, workers = 3 }: StackOptions = {}): Promise<void> {
    this.faults.set();
    // Fails at once if Redis cannot start, instead of in each of the following tests.
    if (!this.services.redis.isRunning()) await this.services.redis.restart();
    await this.redis.config("SET", "maxmemory", "0");
    for (const group of [this.web, this.workers]) {
      group.splice(0, group.length, ...group.filter(({ child }) => child.isRunning));
      for (const { redis, postgres } of group) {
        redis.heal();
        postgres.disarm();
        postgres.heal();
      }
    }
    while (this.web.length < web) await this.addWeb();
    while (this.workers.length < workers) await this.addWorker();
    await this.whenServing();
  }

  /** Resolves once exactly the running workers are announced. */
  async whenServing(): Promise<void> {
    const running = () => this.workers.filter(({ child }) => child.isRunning).length;
    await eventually(
      "every running worker is announced",
      async () => (await readWorkers(this.redis)).length === running(),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.web, ...this.workers].map((process) => process.kill()));
    this.redis.disconnect();
    await this.database.end();
    await this.services.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  #name(role: string): string {
    this.#started += 1;
    return `${role}-${this.#started}`;
  }

  #surroundings(more: Record<string, string>): Surroundings {
    const { services, directory, env } = this;
    return { databaseUrl: services.databaseUrl, redisUrl: services.redis.url, directory, env: { ...env, ...more } };
  }
}
