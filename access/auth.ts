import { betterAuth } from "better-auth/minimal";
import { anonymous, bearer } from "better-auth/plugins";
import type { WebEnv } from "#platform/env";
import { processWide } from "#platform/process-wide";
import { authTables } from "#store/auth-tables";
import { judgeOrigin } from "./origin";

/** A sign-in of a browser lasts this long after its last visit. */
const SIGNED_IN_SECONDS = 400 * 86_400;

export type Auth = ReturnType<typeof createAuth>;

const open = processWide<Auth>("auth");

/** better-auth of this process: anonymous users, by cookie for pages and by bearer token for clients without one. */
export function auth(): Auth {
  return open.get();
}

/** Needs an open database. */
export function openAuth(env: WebEnv): Auth {
  const created = createAuth(env);
  open.set(created);
  return created;
}

function createAuth(env: WebEnv) {
  return betterAuth({
    ...(env.PUBLIC_URL && { baseURL: env.PUBLIC_URL }),
    secret: env.AUTH_SECRET,
    database: authTables(),
    // "session" is our word for a speaking event.
    session: { modelName: "authSession", expiresIn: SIGNED_IN_SECONDS, updateAge: 86_400 },
    // It would remove the sessions past gateway/delete.ts: sound would stay in Redis, and no tombstone.
    plugins: [anonymous({ disableDeleteAnonymousUser: true }), bearer({ requireSignature: true })],
    trustedOrigins: (request) => trustedOrigins(request, env.PUBLIC_URL),
    // Our own limits stand in access/limits.ts and hold for every web process.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      useSecureCookies: env.PUBLIC_URL?.startsWith("https:") ?? false,
      // Addresses are not kept.
      ipAddress: { disableIpTracking: true },
    },
  });
}

function trustedOrigins(request: Request | undefined, publicUrl: string | undefined): string[] {
  const headers = Object.fromEntries(request?.headers ?? []);
  return headers.origin && judgeOrigin(headers, publicUrl) === "same" ? [headers.origin] : [];
}
