import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { BetterAuthPlugin } from "better-auth/types";
import { z } from "zod";
import { DEVICE_COOKIE, DEVICE_SECONDS, deviceWithProof } from "./known-device";

/** Makes a sign-in with a new token. No HTTP route leads here: only our own code calls it, after it has proved who asks. */
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
          const device = ctx.context.createAuthCookie(DEVICE_COOKIE, { maxAge: DEVICE_SECONDS });
          ctx.setCookie(
            device.name,
            deviceWithProof(ctx.getCookie(device.name), user.email, ctx.context.secret),
            device.attributes,
          );
          return { authSessionId: session.id };
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
