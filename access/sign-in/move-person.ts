import { moveToAccount } from "#store/people/accounts";
import { limits } from "../limits";
import { tellGateways } from "../people-changes";

/**
 * Moves everything of an anonymous person, with what the person has spent, to the account to which the person has just
 * signed in.
 */
export async function movePerson(from: string, to: string, authSessionId: string): Promise<void> {
  const openSessions = await moveToAccount(from, to);
  tellGateways({ kind: "moved", from, to, authSessionId, openSessions });
  await limits().moveSpending(from, to);
}
