import { extendSignIn } from "#store/people/accounts";
import { accountSettings } from "./account-settings";
import { auth } from "./sign-in/auth";
import { visitSignIn } from "./sign-in/sign-in-ends";

export type User = {
  readonly id: string;
  readonly isAnonymous: boolean;
  /** The sign-in of this browser or client. */
  readonly authSessionId: string;
};

/** The user of these headers, by cookie or bearer token. Null: no valid sign-in. */
export async function userFrom(headers: Headers): Promise<User | null> {
  const found = await auth().api.getSession({ headers });
  if (!found || found.user.blockedAt) return null;
  const { user, session } = found;
  const isAnonymous = user.isAnonymous ?? false;
  const now = new Date();
  const end = visitSignIn(session, isAnonymous, now, accountSettings().ends);
  if (end === "over") return null;
  if (end) await extendSignIn(session.id, end.getTime() - now.getTime());
  return { id: user.id, isAnonymous, authSessionId: session.id };
}
