import { auth } from "./auth";

export type User = {
  readonly id: string;
  readonly isAnonymous: boolean;
  /** The sign-in of this browser or client. */
  readonly authSessionId: string;
};

/** Who sends these headers, by cookie or bearer token. Null: nobody we know. */
export async function userFrom(headers: Headers): Promise<User | null> {
  const found = await auth().api.getSession({ headers });
  if (!found) return null;
  return { id: found.user.id, isAnonymous: found.user.isAnonymous ?? false, authSessionId: found.session.id };
}
