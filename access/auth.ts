import { APIError, createAuthMiddleware } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { anonymous, bearer } from "better-auth/plugins";
import type { WebEnv } from "#platform/env";
import type { Log } from "#platform/log";
import { processWide } from "#platform/process-wide";
import { Email, LONGEST_PASSWORD, SHORTEST_PASSWORD } from "#protocol/account";
import { moveToAccount } from "#store/accounts";
import { authTables } from "#store/auth-tables";
import { openAccountSettings } from "./account-settings";
import { ADDRESS_HEADER } from "./address";
import { resetLetter } from "./letters";
import { limits, retryAfter } from "./limits";
import { createMail } from "./mail";
import { judgeOrigin } from "./origin";
import { tellGateways } from "./people-changes";

/** A sign-in of a browser lasts this long after its last visit. */
const SIGNED_IN_SECONDS = 400 * 86_400;

export type Auth = ReturnType<typeof createAuth>;

const open = processWide<Auth>("auth");

/** better-auth of this process: anonymous users and accounts, by cookie for pages and by bearer token for clients without one. */
export function auth(): Auth {
  return open.get();
}

/** Needs an open database and limits. */
export function openAuth(env: WebEnv, log: Log): Auth {
  const created = createAuth(env, log);
  open.set(created);
  return created;
}

function createAuth(env: WebEnv, log: Log) {
  const { mail, link } = openAccountSettings(env, createMail(env, log));
  return betterAuth({
    ...(env.PUBLIC_URL && { baseURL: env.PUBLIC_URL }),
    secret: env.AUTH_SECRET,
    database: authTables(),
    // "session" is our word for a speaking event.
    session: { modelName: "authSession", expiresIn: SIGNED_IN_SECONDS, updateAge: 86_400 },
    emailAndPassword: {
      enabled: true,
      // access/keep-sessions.ts makes accounts, of anonymous people.
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      revokeSessionsOnPasswordReset: true,
      ...(mail && {
        sendResetPassword: async ({ user, token }) =>
          mail(resetLetter(user.email, link(`/account/reset?token=${token}`))),
      }),
    },
    // Two sign-ins become one only where both sides proved that they read the address.
    account: { accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: true } },
    // Letters hold what opens them; the tables hold hashes.
    verification: { storeIdentifier: "hashed" },
    ...googleSignIn(env),
    plugins: [
      anonymous({
        // It would remove the sessions past queue/delete-session.ts: sound would stay in Redis, and no tombstone.
        disableDeleteAnonymousUser: true,
        onLinkAccount: async ({ anonymousUser, newUser }) => {
          const [from, to] = [anonymousUser.user.id, newUser.user.id];
          if (from === to) return;
          await moveToAccount(from, to);
          tellGateways({ kind: "moved", from, to, authSessionId: newUser.session.id });
        },
      }),
      bearer({ requireSignature: true }),
    ],
    hooks: { before: createAuthMiddleware(async ({ path, body, headers }) => limitTries(path, body, headers)) },
    databaseHooks: {
      session: {
        delete: { after: async ({ id }) => tellGateways({ kind: "signed-out", authSessionIds: [id] }) },
      },
    },
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

function googleSignIn({ GOOGLE_OAUTH_CLIENT_ID: clientId, GOOGLE_OAUTH_CLIENT_SECRET: clientSecret }: WebEnv) {
  return clientId && clientSecret ? { socialProviders: { google: { clientId, clientSecret } } } : {};
}

/** Counts every try for an address before anything is looked up, whether there is such an account or not. */
async function limitTries(path: string, body: unknown, headers: Headers | undefined): Promise<void> {
  if (path !== "/sign-in/email" && path !== "/request-password-reset") return;
  const email = Email.safeParse(body && typeof body === "object" && "email" in body ? body.email : null);
  if (!email.success) return;
  const reached = await limits().tryAccount(email.data, headers?.get(ADDRESS_HEADER) ?? "");
  if (!reached) return;
  const refusal = { message: "Too many tries.", code: "TOO_MANY_TRIES" };
  throw new APIError("TOO_MANY_REQUESTS", refusal, retryAfter(reached));
}

function trustedOrigins(request: Request | undefined, publicUrl: string | undefined): string[] {
  const headers = Object.fromEntries(request?.headers ?? []);
  return headers.origin && judgeOrigin(headers, publicUrl) === "same" ? [headers.origin] : [];
}
