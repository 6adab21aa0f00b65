import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres";
import { temporaryFolder } from "./temporary-folder";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** The integration tests' globalSetup: one PostgreSQL, in which each file makes its own databases. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = temporaryFolder();
  const postgres = await startPostgres(folder);
  project.provide("postgresUrl", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
