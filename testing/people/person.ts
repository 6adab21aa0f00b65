/** An anonymous person with a bearer token and a cookie. */
export type Person = { token: string; readonly cookie: string };

/** @param url of a web process */
export async function signIn(url: string): Promise<Person> {
  const answer = await fetch(`${url}/api/auth/sign-in/anonymous`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const token = answer.headers.get("set-auth-token");
  if (!answer.ok || !token) throw new Error(`the sign-in answered ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((header) => header.split(";", 1)[0])
    .join("; ");
  return { token, cookie };
}
