import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { mayRead } from "#access/links/session-access";
import { userFrom } from "#access/user";
import { SessionId } from "#protocol/session";
import type { Changes } from "#protocol/transcript";
import { readChanges } from "#store/segments/changes";

/** Reads a session of the person who makes this request. An unknown session and another person's both give the 404 page. */
export const readOwnSession = cache(async (id: string): Promise<Changes> => {
  if (!SessionId.safeParse(id).success) notFound();
  const user = await userFrom(await headers());
  if (!user || !(await mayRead({ kind: "user", user }, id))) notFound();
  return (await readChanges(id, 0)) ?? notFound();
});
