import { moveToAccount } from "#store/accounts";
import { limits } from "./limits";
import { tellGateways } from "./people-changes";

/** Gives an account everything of the anonymous person who has just signed in to it, and what that person has spent. */
export async function movePerson(from: string, to: string, authSessionId: string): Promise<void> {
  const openSessions = await moveToAccount(from, to);
  tellGateways({ kind: "moved", from, to, authSessionId, openSessions });
  await limits().moveSpending(from, to);
}
