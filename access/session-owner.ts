import { SessionId } from "#protocol/session";
import { mayRead } from "./links/session-access";
import { type User, userFrom } from "./signed-in-user";

/** The user of these headers, if they own the session. Null: answer as if there were no such session. */
export async function sessionOwnerFrom(headers: Headers, sessionId: string): Promise<User | null> {
  const user = await userFrom(headers);
  if (!user || !SessionId.safeParse(sessionId).success) return null;
  return (await mayRead({ kind: "user", user }, sessionId)) ? user : null;
}
