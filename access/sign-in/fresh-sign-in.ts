import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { BetterAuthPlugin } from "better-auth/types";
import { z } from "zod";
import { rememberDevice } from "./known-device";

/** Makes a sign-in with a new token. It has no HTTP route: only code that has authenticated the person calls it. */
export function freshSignIns() {
  return {
    id: "fresh-sign-ins",
    endpoints: {
      freshSignIn: createAuthEndpoint.serverOnly(
        { method: "POST", body: z.object({ userId: z.string() }), requireHeaders: true },
        async (ctx) => {
          const { internalAdapter } = ctx.context;
          const user = await internalAdapter.findUserById(ctx.body.userId);
          if (!user) throw new APIError("NOT_FOUND");
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          rememberDevice(ctx, user.email);
          return { authSessionId: session.id };
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
