import type { User } from "#access/signed-in-user";
import type { Refusal } from "#protocol/refusal";
import { isAdministrator } from "#store/people/administrators";

/**
 * Returns why this administrator may not block or delete a person; null: allowed. Another administrator must lose the role
 * first, on the command line.
 */
export async function refusalToActOn(userId: string, { id }: User): Promise<Refusal | null> {
  if (!(await isAdministrator(id))) return { kind: "not-found" };
  return (await isAdministrator(userId)) ? { kind: "administrator" } : null;
}
