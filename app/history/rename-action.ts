"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { z } from "zod";
import { userFrom } from "#access/signed-in-user";
import { SessionId, Title } from "#protocol/session";
import { tagSession } from "#store/session/history";
import { renameSession } from "#store/session/sessions";
import { Tags } from "./tags";

const Rename = z.object({ sessionId: SessionId, title: Title, tags: z.optional(Tags) });

export type RenameResult = "renamed" | "wrong" | "not-renamed";

/** Renames a session of the owner (an empty title gives it that of its first sentences) and, if given, replaces its tags. */
export async function rename(request: z.input<typeof Rename>): Promise<RenameResult> {
  const checked = Rename.safeParse(request);
  if (!checked.success) return "wrong";
  const user = await userFrom(await headers());
  const { sessionId, title, tags } = checked.data;
  const done =
    user !== null &&
    (await renameSession(user.id, sessionId, title)) &&
    (tags === undefined || (await tagSession(user.id, sessionId, tags)));
  if (done) refresh();
  return done ? "renamed" : "not-renamed";
}
