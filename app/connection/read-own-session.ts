import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { mayRead } from "#access/links/session-access";
import { type User, userFrom } from "#access/signed-in-user";
import { SessionId } from "#protocol/session";
import { WHOLE } from "#protocol/share";
import type { Changes } from "#protocol/transcript";
import { readChanges } from "#store/segments/changes";

/** The size of the lines that the server renders, several screens, in bytes as `readChanges` counts them. */
const DRAWN_BYTES = 60_000;

/** The person who makes this request, and owns the session. An unknown session and another person's both give the 404 page. */
export const ownerOfSession = cache(async (id: string): Promise<User> => {
  if (!SessionId.safeParse(id).success) notFound();
  const user = await userFrom(await headers());
  if (!user || !(await mayRead({ kind: "user", user }, id))) notFound();
  return user;
});

/** Reads a session of the person who makes this request, or the beginning of a long one. */
export const readOwnSession = cache(async (id: string): Promise<Changes> => {
  await ownerOfSession(id);
  return (await readChanges(id, 0, WHOLE, DRAWN_BYTES)) ?? notFound();
});
