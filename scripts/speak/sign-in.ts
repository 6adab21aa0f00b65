import { z } from "zod";
import { refusalText, SpeakError } from "./speak-error";

const SIGN_IN_MS = 15_000;
const TwoSteps = z.object({ twoFactorRedirect: z.literal(true) });

export type Credentials = { readonly email: string; readonly password: string };

/**
 * Signs in as a client without cookies: to an account, or as an anonymous person.
 * @returns the bearer token
 * @throws SpeakError
 */
export async function signIn(url: string, account: Credentials | null = null): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/${account ? "email" : "anonymous"}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(account ?? {}),
    signal: AbortSignal.timeout(SIGN_IN_MS),
  }).catch((error: unknown) => {
    throw new SpeakError(
      `There is no server at ${url} (${reason(error)}). Start it with npm start, or name another with --url.`,
    );
  });
  if (answer.status === 429)
    throw new SpeakError("Too many people have signed in from this address. Try again in an hour.");
  const token = answer.headers.get("set-auth-token");
  if (answer.ok && token) return token;
  if (account && (answer.status === 401 || answer.status === 400))
    throw new SpeakError("The address or the password is wrong.");
  if (answer.status === 404)
    throw new SpeakError(`There is no Interline at ${url}. If it is below a path, write the path at the end of --url.`);
  if (answer.status === 423) throw new SpeakError(refusalText({ kind: "blocked" }));
  if (account && TwoSteps.safeParse(await answer.json().catch(() => null)).success)
    throw new SpeakError(
      "This account has a second sign-in step, which this command does not support. Use another account.",
    );
  throw new SpeakError(`The server at ${url} refused the sign-in (status ${answer.status}).`);
}

function reason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}
