import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { compileProcesses, HALL_PROCESSES } from "./compiled";
import { POSTGRES_FOLDER, startPostgres } from "./postgres";

/** The prepared parts with which halls start faster. */
export type PreparedHall = {
  /** The folder of a stopped PostgreSQL whose template database is migrated; see `startPostgres`. */
  readonly template: string;
  /** The folder of HALL_PROCESSES; see `compileProcesses`. */
  readonly compiled: string;
};

/** @param folder is created, for the template */
export async function prepareHall(folder: string): Promise<PreparedHall> {
  mkdirSync(folder, { mode: 0o711 });
  const [postgres, compiled] = await Promise.all([startPostgres(folder), compileProcesses(HALL_PROCESSES)]);
  await postgres.stop();
  return { template: join(folder, POSTGRES_FOLDER), compiled };
}
