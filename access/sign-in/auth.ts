import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { anonymous, bearer, twoFactor } from "better-auth/plugins";
import { resetLetter } from "#mail/letters";
import { createMail } from "#mail/transport";
import type { WebEnv } from "#platform/env";
import type { Log } from "#platform/log";
import { processWide } from "#platform/process-wide";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "#protocol/account";
import { adoptAccount, freeUnverifiedAddress, signInName } from "#store/people/accounts";
import { authTables } from "#store/people/auth-tables";
import { openAccountSettings } from "../account-settings";
import { ADDRESS_HEADER } from "../address";
import { type LimitReached, limits, retryAfter } from "../limits";
import { judgeOrigin } from "../origin";
import { tellGateways } from "../people-changes";
import { openAudit, recordEvent } from "../record-event";
import { AUTH_PATH } from "./auth-routes";
import { refuseBlocked } from "./blocked";
import { isCommonPassword } from "./common-passwords";
import { COOKIE_SECONDS, cookiePrefix, isHttps } from "./cookie-prefix";
import { freshSignIns } from "./fresh-sign-in";
import { deviceCookieIn } from "./known-device";
import { limitLetters } from "./letter-limit";
import { movePerson } from "./move-person";
import { noticeNewDevice } from "./notice-new-device";
import { passkeys } from "./passkey-plugin";
import { emailIn, recordFailure } from "./record-failure";
import { shortProfile } from "./short-profile";
import { endOfSignIn } from "./sign-in-ends";

/** The stored length of a user agent's name, in UTF-16 units: enough to tell the owner which device it is. */
const LONGEST_USER_AGENT = 300;

export type Auth = ReturnType<typeof createAuth>;

const open = processWide<Auth>("auth");

/**
 * better-auth of this process: anonymous users and accounts, by cookie for pages and by bearer token for clients
 * without cookies.
 */
export function auth(): Auth {
  return open.get();
}

/** Needs an open database and open limits. */
export function openAuth(env: WebEnv, log: Log): Auth {
  openAudit(log);
  const created = createAuth(env, log);
  open.set(created);
  return created;
}

function createAuth(env: WebEnv, log: Log) {
  const prefix = cookiePrefix(env);
  const { mail, link, ends } = openAccountSettings(env, createMail(env, log, limitLetters(prefix)));
  return betterAuth({
    ...(env.PUBLIC_URL && { baseURL: new URL(`${env.BASE_PATH}${AUTH_PATH}`, env.PUBLIC_URL).href }),
    secret: env.AUTH_SECRET,
    database: authTables(),
    // In Interline a session is a speaking event. access/sign-in/sign-in-ends.ts decides when a sign-in ends, and
    // access/accounts/own-account.ts when an owner has to give the password again.
    session: { modelName: "authSession", expiresIn: COOKIE_SECONDS, disableSessionRefresh: true, freshAge: 0 },
    user: { additionalFields: { blockedAt: { type: "date", required: false, input: false } } },
    emailAndPassword: {
      enabled: true,
      // access/accounts/create-account.ts makes accounts, from anonymous people.
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      revokeSessionsOnPasswordReset: true,
      ...(mail && {
        sendResetPassword: async ({ user, token }, request) =>
          mail(resetLetter(user.email, link(`/account/reset?token=${token}`)), request?.headers),
      }),
      onPasswordReset: async ({ user }, request) => {
        await adoptAccount(user.id);
        const addressHash = request?.headers.get(ADDRESS_HEADER) ?? null;
        recordEvent({ kind: "password-changed", userId: user.id, addressHash, detail: "letter" });
      },
    },
    // Two sign-ins are linked only if both sides proved the address.
    account: { accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: true } },
    // Letters hold the secret tokens; the tables hold their hashes.
    verification: { storeIdentifier: "hashed" },
    ...googleSignIn(env),
    plugins: [
      anonymous({
        // better-auth would remove the sessions without deletion/session.ts: sound would stay in Redis, without a
        // tombstone.
        disableDeleteAnonymousUser: true,
        onLinkAccount: async ({ anonymousUser, newUser }) => {
          const [from, to] = [anonymousUser.user.id, newUser.user.id];
          if (from !== to) await movePerson(from, to, newUser.session.id);
        },
      }),
      bearer({ requireSignature: true }),
      freshSignIns(),
      twoFactor({ issuer: "Interline" }),
      passkeys(env),
    ],
    hooks: {
      before: createAuthMiddleware(async ({ path, body, headers }) => {
        await limitTries(path, body, headers, prefix);
        const email = path === "/sign-in/email" ? emailIn(body) : null;
        if (email !== null) return { context: { body: { ...body, email: await signInName(email) } } };
        return undefined;
      }),
      after: createAuthMiddleware(async (ctx) => {
        await recordFailure(ctx);
        await noticeNewDevice(ctx, mail, link);
        // A person who signs in to another account in the same browser is signed out of the earlier one.
        const { newSession } = ctx.context;
        if (!newSession || !ctx.request) return;
        const before = await getSessionFromCtx(ctx, { disableRefresh: true });
        if (!before || before.user.isAnonymous || before.session.id === newSession.session.id) return;
        await ctx.context.internalAdapter.deleteSession(before.session.token);
      }),
    },
    databaseHooks: {
      user: {
        create: { before: async (user) => ({ data: shortProfile(user) }) },
        update: { before: async (user) => ({ data: shortProfile(user) }) },
      },
      session: {
        create: {
          before: async (session, ctx) => {
            const user = await ctx?.context.internalAdapter.findUserById(session.userId);
            if (user) refuseBlocked(user, ctx, env.BASE_PATH);
            const isAnonymous =
              user !== null && user !== undefined && "isAnonymous" in user && user.isAnonymous === true;
            return {
              data: {
                ...session,
                expiresAt: endOfSignIn(session.createdAt, isAnonymous, session.createdAt, ends),
                ipAddress: ctx?.headers?.get(ADDRESS_HEADER) ?? "",
                userAgent: session.userAgent?.slice(0, LONGEST_USER_AGENT) ?? "",
              },
            };
          },
        },
        delete: { after: async ({ id }) => tellGateways({ kind: "signed-out", authSessionIds: [id] }) },
      },
    },
    trustedOrigins: (request) => trustedOrigins(request, env.PUBLIC_ORIGINS),
    // The limits are in access/limits.ts and hold for all web processes.
    rateLimit: { enabled: false },
    // better-auth's own page of errors is not among the routes that access/sign-in/auth-routes.ts answers.
    onAPIError: { errorURL: `${env.BASE_PATH}/account/sign-in` },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      // better-auth's own prefix would be __Secure-.
      useSecureCookies: false,
      cookiePrefix: prefix,
      defaultCookieAttributes: { secure: isHttps(env.PUBLIC_URL) },
      // The hook above stores a keyed hash.
      ipAddress: { disableIpTracking: true },
    },
  });
}

function googleSignIn({ GOOGLE_OAUTH_CLIENT_ID: clientId, GOOGLE_OAUTH_CLIENT_SECRET: clientSecret }: WebEnv) {
  if (!clientId || !clientSecret) return {};
  // Google has verified this address. An account that never proved it must not lock its owner out.
  const mapProfileToUser = async (profile: { email: string; email_verified: boolean }) => {
    if (profile.email_verified) await freeUnverifiedAddress(profile.email.toLowerCase());
    return {};
  };
  return { socialProviders: { google: { clientId, clientSecret, mapProfileToUser } } };
}

/** Counts every attempt for an address before anything is looked up, whether the account exists or not. */
async function limitTries(path: string, body: unknown, headers: Headers | undefined, prefix: string): Promise<void> {
  if (path === "/reset-password" && body && typeof body === "object" && "newPassword" in body) {
    if (await isCommonPassword(String(body.newPassword), null))
      throw new APIError("UNPROCESSABLE_ENTITY", { message: "This password is too common.", code: "COMMON_PASSWORD" });
  }
  if (path === "/passkey/generate-authenticate-options" || path === "/passkey/verify-authentication") {
    const reached = await limits().tryPasskey(headers?.get(ADDRESS_HEADER) ?? "");
    if (reached) throw tooManyTries(reached);
  }
  if (path !== "/sign-in/email" && path !== "/request-password-reset") return;
  const email = emailIn(body);
  if (email === null) return;
  const reached = await limits().tryAccount(
    email,
    headers?.get(ADDRESS_HEADER) ?? "",
    deviceCookieIn(headers?.get("cookie"), prefix),
  );
  if (reached) throw tooManyTries(reached);
}

function tooManyTries(reached: LimitReached): APIError {
  const refusal = { message: "Too many tries.", code: "TOO_MANY_TRIES" };
  return new APIError("TOO_MANY_REQUESTS", refusal, retryAfter(reached));
}

function trustedOrigins(request: Request | undefined, publicOrigins: readonly string[]): string[] {
  const headers = Object.fromEntries(request?.headers ?? []);
  return headers.origin && judgeOrigin(headers, publicOrigins) === "same" ? [headers.origin] : [];
}
