import { ADDRESS_HEADER } from "../address";
import { tellGateways } from "../people-changes";
import { recordEvent } from "../record-event";
import { type NewSignIn, renewSignIn } from "../sign-in/renew-sign-in";

/**
 * Makes a new sign-in after an anonymous person has become an account. The upgrade has ended the older sign-ins. Open
 * connections keep the sessions that are open now, and no others.
 */
export async function moveSignIns(
  userId: string,
  openSessions: readonly string[],
  asking: Headers,
): Promise<NewSignIn> {
  const signIn = await renewSignIn(userId, asking);
  recordEvent({ kind: "account-made", userId, addressHash: asking.get(ADDRESS_HEADER) });
  tellGateways({ kind: "moved", from: userId, to: userId, authSessionId: signIn.id, openSessions });
  return signIn;
}
