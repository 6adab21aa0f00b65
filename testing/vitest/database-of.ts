import { afterAll, beforeAll } from "vitest";
import { database, openDatabase } from "#store/database";
import { createDatabase } from "../services/run";

/** Opens a new database for the tests of a file, with these people, and closes it after them. */
export function databaseOf(...people: readonly string[]): void {
  let opened: { close(): Promise<void> } | undefined;
  beforeAll(async () => {
    opened = openDatabase(await createDatabase());
    for (const id of people) await database().user.create({ data: { id, name: id, email: `${id}@example.test` } });
  });
  afterAll(() => opened?.close());
}
