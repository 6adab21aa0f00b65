import { readCommonEnv } from "#platform/env";
import { migrate } from "./migrations";

const applied = await migrate(readCommonEnv().DATABASE_URL);
console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
