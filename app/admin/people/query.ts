import * as z from "zod/mini";
import { SoughtWords } from "../../history/query";

const PeopleQuery = z.object({
  q: z.catch(SoughtWords, ""),
  who: z.catch(z.enum(["accounts", "anonymous", "blocked"]), "accounts"),
});
export type PeopleQuery = z.infer<typeof PeopleQuery>;

/** The query in the address of the list of people. Invalid parts are ignored. */
export function readPeopleQuery(parameters: Record<string, unknown>): PeopleQuery {
  return PeopleQuery.parse(parameters);
}
