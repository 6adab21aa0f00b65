import { tellGateways } from "./people-changes";
import { type NewSignIn, renewSignIn } from "./renew-sign-in";

/**
 * The sign-in of somebody whose anonymous person has become an account. The older sign-ins have ended with the upgrade;
 * connections that are open go on with the open sessions.
 */
export async function moveSignIns(
  userId: string,
  openSessions: readonly string[],
  asking: Headers,
): Promise<NewSignIn> {
  const signIn = await renewSignIn(userId, asking);
  tellGateways({ kind: "moved", from: userId, to: userId, authSessionId: signIn.id, openSessions });
  return signIn;
}
