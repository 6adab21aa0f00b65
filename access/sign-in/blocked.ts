import { APIError } from "better-auth/api";

type Asking = { readonly path?: string; readonly redirect: (address: string) => unknown } | null | undefined;

/**
 * Refuses to make a sign-in for a blocked person, in every way of signing in. The password is checked before.
 * @throws APIError, or a redirect where a page waits for Google's answer
 */
export function refuseBlocked(user: object, asking: Asking, basePath: string): void {
  if (!("blockedAt" in user) || !user.blockedAt) return;
  if (asking?.path?.startsWith("/callback/")) throw asking.redirect(`${basePath}/account/sign-in?error=blocked`);
  throw new APIError("LOCKED", { message: "This account is blocked.", code: "BLOCKED" });
}
