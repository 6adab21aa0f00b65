import { readDatabaseEnv } from "#platform/env";
import { prepareTables, productDatabase } from "./databases/roles";

const applied = await prepareTables(productDatabase(readDatabaseEnv()));
console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
