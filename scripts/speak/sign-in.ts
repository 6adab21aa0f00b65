import { SpeakError } from "./speak-error";

const SIGN_IN_MS = 15_000;

/**
 * Signs in as nobody in particular, as a client that is no browser does.
 * @returns the bearer token
 * @throws SpeakError
 */
export async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/anonymous`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
    signal: AbortSignal.timeout(SIGN_IN_MS),
  }).catch((error: unknown) => {
    throw new SpeakError(
      `There is no server at ${url} (${reason(error)}). Start it with npm start, or name it with --url.`,
    );
  });
  if (answer.status === 429)
    throw new SpeakError("Too many people have signed in from this address. Try again in an hour.");
  const token = answer.headers.get("set-auth-token");
  if (!answer.ok || !token) {
    throw new SpeakError(
      `The server at ${url} does not let anybody in: the sign-in was answered with ${answer.status}.`,
    );
  }
  return token;
}

function reason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}
