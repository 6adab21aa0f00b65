import { z } from "zod";

// A backup is a gzip file of lines: the head as JSON; for each table its name and columns as JSON, its rows in COPY
// format, and END_OF_ROWS; the tail as JSON. A file without its tail is incomplete. With a key, the gzip file is inside
// an age file (age-encryption.org/v1).

export const END_OF_ROWS = "\\.";

export const Head = z.object({
  format: z.literal("interline-backup"),
  version: z.literal(1, { error: "the file was made by a newer version of Interline" }),
  createdAt: z.iso.datetime(),
  /** The migrations that made the tables, in their order. */
  migrations: z.array(z.string()).min(1),
  /** The secret that signs sign-ins and opens links, if `npm start` made it; null if it comes from the environment. */
  authSecret: z.string().min(32).nullable(),
  /** Identifies the secret in use when the backup was made, without revealing it. */
  authSecretMark: z.string(),
});
export type Head = z.infer<typeof Head>;

export const TableHead = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });

/** Number of rows by table. */
export const Tail = z.object({ rows: z.record(z.string(), z.number().int().nonnegative()) });

/** An expected error of a backup or restore. Its message is a sentence for the person who runs the command. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
