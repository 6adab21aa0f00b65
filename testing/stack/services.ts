import { join } from "node:path";
import { type RedisServer, startRedis } from "#scripts/databases/redis";
import { startPostgres, type TestPostgres } from "../services/postgres";

/** Redis and PostgreSQL of one stack: tests restart both, and stacks on one Redis would serve each other's sessions. */
export type Services = {
  readonly redis: RedisServer;
  readonly postgres: TestPostgres;
  readonly databaseUrl: string;
  stop(): Promise<void>;
};

/** @param template see `startPostgres` */
export async function startServices(folder: string, template?: string): Promise<Services> {
  const [redis, postgres] = await Promise.all([startRedis(join(folder, "redis")), startPostgres(folder, template)]);
  const databaseUrl = await postgres.createDatabase();
  return { redis, postgres, databaseUrl, stop: async () => void (await Promise.all([redis.stop(), postgres.stop()])) };
}
