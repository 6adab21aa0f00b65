import { inject } from "vitest";
import { createDatabaseAt } from "./postgres";

/** Creates a migrated database on the PostgreSQL that the run shares. @returns its DATABASE_URL */
export const createDatabase = (): Promise<string> => createDatabaseAt(inject("postgresUrl"));
