import { rmSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "#scripts/databases/postgres";
import { withPostgres } from "#scripts/databases/postgres-client";
import { startRedis } from "#scripts/databases/redis";
import { migrate } from "#scripts/migrations";
import { temporaryFolder } from "#testing/services/temporary-folder";

/** A private Redis and PostgreSQL, set up as by the launcher. */
export type Databases = {
  readonly folder: string;
  readonly redisUrl: string;
  readonly databaseUrl: string;
  readonly redisPid: number;
  readonly postgresPid: number;
  close(): Promise<void>;
};

const DATABASE = "interline";

export async function openDatabases(): Promise<Databases> {
  const folder = temporaryFolder();
  const redis = await startRedis(join(folder, "redis"));
  const postgres = await startPostgres(join(folder, "postgres"));
  await withPostgres(postgres.url("postgres"), (client) => client.query(`CREATE DATABASE ${DATABASE}`));
  await migrate(postgres.url(DATABASE));
  return {
    folder,
    redisUrl: redis.url,
    databaseUrl: postgres.url(DATABASE),
    redisPid: redis.pid(),
    postgresPid: postgres.pid(),
    async close() {
      await Promise.all([redis.stop(), postgres.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
