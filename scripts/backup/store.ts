import { join } from "node:path";
import { claimDataFolder, makeDataFolder, runningLauncher } from "../databases/data-folder";
import { createProductDatabase, PRODUCT_DATABASE } from "../databases/embedded";
import { postgresUrl, startPostgres } from "../databases/postgres";

const CHECKOUT = join(import.meta.dirname, "../..");

export type Store = {
  /** With the role that owns the tables, or a superuser. */
  readonly databaseUrl: string;
  /** The data folder. */
  readonly folder: string;
  /** Whether the database is the private one of this folder. */
  readonly isPrivate: boolean;
  /** Whether `npm start` is running with this folder. */
  readonly isRunning: boolean;
  close(): Promise<void>;
};

/**
 * The database that `npm start` would use with this environment. Starts a private one that is not running, until
 * `close`.
 */
export async function openStore(env: NodeJS.ProcessEnv): Promise<Store> {
  const folder = makeDataFolder(env.DATA_DIR, CHECKOUT);
  const isRunning = runningLauncher(folder) !== null;
  const dir = join(folder, "postgres");
  const close = async () => {};
  const own = env.DATABASE_URL && (env.MIGRATE_DATABASE_URL || env.DATABASE_URL);
  if (own) return { databaseUrl: own, folder, isPrivate: false, isRunning, close };
  if (isRunning) return { databaseUrl: postgresUrl(dir, PRODUCT_DATABASE), folder, isPrivate: true, isRunning, close };
  const release = claimDataFolder(folder);
  try {
    const server = await startPostgres(dir);
    const stop = async () => {
      await server.stop();
      release();
    };
    await createProductDatabase(server);
    return { databaseUrl: server.url(PRODUCT_DATABASE), folder, isPrivate: true, isRunning, close: stop };
  } catch (error) {
    release();
    throw error;
  }
}
