import { rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { compileProcesses, STACK_PROCESSES } from "../processes/compiled";
import { copyPostgres, startPostgres } from "../services/postgres";
import { temporaryFolder } from "../services/temporary-folder";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    /** The folder of a stopped PostgreSQL whose template database is migrated; see `startPostgres`. */
    postgresTemplate: string;
    /** The folder of the compiled processes; see `compileProcesses`. */
    compiled: string;
  }
}

/** globalSetup of the integration tests: one PostgreSQL, in which files create databases, and the compiled processes. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = temporaryFolder();
  const [postgres, compiled] = await Promise.all([startPostgres(folder), compileProcesses(STACK_PROCESSES)]);
  const template = join(folder, "template");
  await copyPostgres(postgres, folder, template);
  project.provide("postgresUrl", postgres.url);
  project.provide("postgresTemplate", template);
  project.provide("compiled", compiled);
  return async () => {
    await postgres.stop();
    for (const made of [folder, compiled]) rmSync(made, { recursive: true, force: true });
  };
}
