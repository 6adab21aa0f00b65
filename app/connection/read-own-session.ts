import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { sessionOwnerFrom } from "#access/session-owner";
import type { User } from "#access/signed-in-user";
import { WHOLE } from "#protocol/share";
import type { Changes } from "#protocol/transcript";
import { readChanges } from "#store/segments/changes";

/** The size of the lines that the server renders, several screens, in bytes as `readChanges` counts them. */
const DRAWN_BYTES = 60_000;

/** The person who makes this request, and owns the session. An unknown session and another person's both give the 404 page. */
export const ownerOfSession = cache(
  async (id: string): Promise<User> => (await sessionOwnerFrom(await headers(), id)) ?? notFound(),
);

/** Reads a session of the person who makes this request, or the beginning of a long one. */
export const readOwnSession = cache(async (id: string): Promise<Changes> => {
  await ownerOfSession(id);
  return (await readChanges(id, 0, WHOLE, DRAWN_BYTES)) ?? notFound();
});
