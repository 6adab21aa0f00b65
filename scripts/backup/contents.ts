import { z } from "zod";

// A backup is a gzip file of lines: the head as JSON; for each table its name and columns as JSON, its rows as COPY
// writes them, and END_OF_ROWS; the tail as JSON. A file without its tail is not whole. With a key the gzip file stands
// within a file of age (age-encryption.org/v1).

export const END_OF_ROWS = "\\.";

export const Head = z.object({
  format: z.literal("interline-backup"),
  version: z.literal(1, { error: "the file was made by a newer version of Interline" }),
  createdAt: z.iso.datetime(),
  /** The migrations that made the tables, in their order. */
  migrations: z.array(z.string()).min(1),
  /** What signs sign-ins and opens links, where `npm start` made it; null where the environment gives it. */
  authSecret: z.string().min(32).nullable(),
  /** Tells whether a secret is the one in use when the backup was made. */
  authSecretMark: z.string(),
});
export type Head = z.infer<typeof Head>;

export const TableHead = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });

/** Rows by table. */
export const Tail = z.object({ rows: z.record(z.string(), z.number().int().nonnegative()) });

/** What is wrong, in a sentence for whoever runs the command. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
