import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { compileProcesses, SCRIPTED_PRODUCT_PROCESSES } from "../processes/compiled";
import { POSTGRES_FOLDER, startPostgres } from "../services/postgres";

/** The prepared parts with which scripted products start faster. */
export type PreparedProduct = {
  /** The folder of a stopped PostgreSQL whose template database is migrated; see `startPostgres`. */
  readonly template: string;
  /** The folder of SCRIPTED_PRODUCT_PROCESSES; see `compileProcesses`. */
  readonly compiled: string;
};

/** @param folder is created, for the template */
export async function prepareScriptedProduct(folder: string): Promise<PreparedProduct> {
  mkdirSync(folder, { mode: 0o711 });
  const [postgres, compiled] = await Promise.all([startPostgres(folder), compileProcesses(SCRIPTED_PRODUCT_PROCESSES)]);
  await postgres.stop();
  return { template: join(folder, POSTGRES_FOLDER), compiled };
}
