import type { User } from "#access/signed-in-user";
import type { Refusal } from "#protocol/refusal";
import { isAdministrator } from "#store/people/administrators";

/**
 * The reason why one person may not act on another as an administrator; null: they may. An administrator cannot act on
 * another one: the role has to be removed first, on the command line.
 */
export async function refusalToActOn(userId: string, { id }: User): Promise<Refusal | null> {
  if (!(await isAdministrator(id))) return { kind: "not-found" };
  return (await isAdministrator(userId)) ? { kind: "administrator" } : null;
}
