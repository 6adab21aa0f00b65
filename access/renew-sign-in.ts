import { auth } from "./auth";

/** A sign-in that takes the place of others: its id, and the headers that give its token to whom it belongs. */
export type NewSignIn = { readonly id: string; readonly headers: Headers };

/** Signs in with a new token. The caller has proved who asks, and has ended the sign-ins that must not go on. */
export async function renewSignIn(userId: string, asking: Headers): Promise<NewSignIn> {
  const made = await auth().api.freshSignIn({ body: { userId }, headers: asking, returnHeaders: true });
  return { id: made.response.authSessionId, headers: made.headers };
}
