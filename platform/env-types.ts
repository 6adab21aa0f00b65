import { z } from "zod";

/** A whole number; its default where the variable is unset. */
export const count = (fallback: number, min = 1) => z.coerce.number().int().min(min).default(fallback);

/** An empty variable counts as unset. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
