import { auth } from "./auth";

/** A sign-in that replaces others: its id, and the headers that carry its token to its owner. */
export type NewSignIn = { readonly id: string; readonly headers: Headers };

/** Signs in with a new token. The caller has authenticated the person, and has ended the sign-ins that must not continue. */
export async function renewSignIn(userId: string, asking: Headers): Promise<NewSignIn> {
  const made = await auth().api.freshSignIn({ body: { userId }, headers: asking, returnHeaders: true });
  return { id: made.response.authSessionId, headers: made.headers };
}
