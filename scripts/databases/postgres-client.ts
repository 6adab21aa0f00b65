import pg from "pg";

/** Runs `work` on a connection of its own, and closes it. */
export async function withPostgres<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that stops reports it to idle connections; the next query fails with the same error.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function postgresAnswers(url: string): Promise<boolean> {
  return withPostgres(url, (client) => client.query("SELECT 1")).then(
    () => true,
    () => false,
  );
}
