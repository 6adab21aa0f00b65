import type { User } from "#access/user";
import type { Refusal } from "#protocol/refusal";
import { isAdministrator } from "#store/people/administrators";

/**
 * Why one person may not act on another as an administrator; null: they may. No administrator acts on another: the role
 * goes first, on the command line.
 */
export async function refusalToActOn(userId: string, { id }: User): Promise<Refusal | null> {
  if (!(await isAdministrator(id))) return { kind: "not-found" };
  return (await isAdministrator(userId)) ? { kind: "administrator" } : null;
}
