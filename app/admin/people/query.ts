import { z } from "zod";

/** PostgreSQL's texts hold no NUL, and nobody looks for half a letter of two UTF-16 units. */
const Text = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\0\p{Cs}]*$/u);

const PeopleQuery = z.object({
  q: Text.catch(""),
  who: z.enum(["accounts", "anonymous", "blocked"]).catch("accounts"),
});
export type PeopleQuery = z.infer<typeof PeopleQuery>;

/** What the address of the list of people asks for; a part that is wrong counts as absent. */
export function readPeopleQuery(parameters: Record<string, unknown>): PeopleQuery {
  return PeopleQuery.parse(parameters);
}
