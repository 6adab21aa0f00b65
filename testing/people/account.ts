import type { AccountAnswer } from "#protocol/account";
import type { Person } from "./person";

/** Answer to an account request: status, body, the browser's new cookies, and when to retry. */
export type Reply = {
  readonly status: number;
  readonly body: unknown;
  readonly token: string | null;
  readonly retryAfter: string | null;
};

/** A POST of a client other than a browser. */
export async function post(url: string, path: string, body: object, person?: Pick<Person, "token">): Promise<Reply> {
  const headers = {
    "content-type": "application/json",
    ...(person && { authorization: `Bearer ${person.token}` }),
  };
  const answer = await fetch(`${url}/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await answer.text();
  const parsed: unknown = text.startsWith("{") ? JSON.parse(text) : text;
  const { headers: said, status } = answer;
  return { status, body: parsed, token: said.get("set-auth-token"), retryAfter: said.get("retry-after") };
}

export async function keep(url: string, person: Person, email: string, password: string): Promise<AccountAnswer> {
  const { status, body, token } = await post(url, "account/keep", { email, password }, person);
  if (status >= 500) throw new Error(`account/keep answered ${status}`);
  // As a browser that takes the cookie of the answer.
  if (token) person.token = token;
  return body as AccountAnswer;
}

/** Signs in with a password, from `person`'s browser if one is given. @returns the token of the sign-in */
export async function signInAs(url: string, email: string, password: string, person?: Person): Promise<string> {
  const { status, token } = await post(url, "auth/sign-in/email", { email, password }, person);
  if (!token) throw new Error(`the sign-in answered ${status}`);
  return token;
}
