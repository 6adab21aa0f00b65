import { z } from "zod";
import { count, optional } from "./env-types";

/** Settings of uploaded recordings. */
export const ImportSettings = {
  /** The folder of uploaded recordings; unset: none are taken. */
  IMPORT_FOLDER: optional(z.string()),
  /** The longest recording, in hours. */
  IMPORT_MAX_HOURS: z.coerce.number().positive().max(100).default(4),
  /** The largest file, in bytes; all files of one person; all files; and what stays free on the disk. */
  IMPORT_MAX_BYTES: count(4_000_000_000),
  IMPORT_BYTES_PER_USER: count(8_000_000_000),
  IMPORT_BYTES: count(40_000_000_000),
  IMPORT_FREE_BYTES: count(1_000_000_000, 0),
};
