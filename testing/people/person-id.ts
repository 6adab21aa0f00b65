import type { Pool } from "pg";
import type { Person } from "./person";

export async function personId(database: Pool, { token }: Person): Promise<string> {
  const [id] = token.split(".");
  const { rows } = await database.query("SELECT user_id FROM auth_session WHERE token = $1", [id]);
  return rows[0].user_id;
}

/** Adds a term to a person's vocabulary. */
export async function teach(database: Pool, person: Person, written: string, ...heardAs: string[]): Promise<void> {
  await database.query("INSERT INTO term (user_id, written, heard_as) VALUES ($1, $2, $3)", [
    await personId(database, person),
    written,
    heardAs,
  ]);
}
