import { join } from "node:path";
import { inject } from "vitest";
import { type Target, TcpProxy } from "../network/tcp-proxy";
import { Child } from "../processes/child";
import { asProduct } from "../services/postgres";
import { PostgresProxy } from "./postgres-proxy";
import { targetOf, throughPort } from "./postgres-url";

export type Surroundings = {
  readonly databaseUrl: string;
  /** The path of Redis' unix socket. */
  readonly redisUrl: string;
  /** For logs and for the faults of the scripted engines. */
  readonly directory: string;
  readonly env: Record<string, string>;
};

/** A web or worker process with its own proxies to Redis and PostgreSQL, which a test can break. */
export class Process {
  private constructor(
    readonly child: Child,
    readonly redis: TcpProxy,
    readonly postgres: PostgresProxy,
    readonly port: number,
    /** The file with its log. */
    readonly log: string,
  ) {}

  static async start(role: "web" | "worker", name: string, around: Surroundings): Promise<Process> {
    const redis = await new TcpProxy({ path: around.redisUrl }).listen();
    const postgres = await new PostgresProxy(targetOf(around.databaseUrl)).listen();
    const env = {
      LOG_LEVEL: "info",
      DATABASE_URL: throughPort(asProduct(around.databaseUrl), postgres.port),
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      SCRIPTED_DIRECTORY: around.directory,
      ...around.env,
    };
    const file = join(inject("compiled"), "testing", role, "index.js");
    const log = join(around.directory, `${name}.log`);
    const child = new Child(file, env, log);
    const { port = 0 } = await child.ready;
    return new Process(child, redis, postgres, port, log);
  }

  /** The target of a page's connections. */
  get target(): Target {
    return { host: "127.0.0.1", port: this.port };
  }

  /** Kills the process (SIGKILL) and closes its proxies. */
  async kill(): Promise<void> {
    await this.child.kill();
    await this.#closeProxies();
  }

  /** Ends the process by SIGTERM and closes its proxies. @returns the exit status, or null if a signal ended it */
  async terminate(): Promise<number | null> {
    const status = await this.child.terminate();
    await this.#closeProxies();
    return status;
  }

  async #closeProxies(): Promise<void> {
    await Promise.all([this.redis.close(), this.postgres.close()]);
  }
}
