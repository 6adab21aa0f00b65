"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { z } from "zod";
import { userFrom } from "#access/user";
import { SessionId, Title } from "#protocol/session";
import { renameSession } from "#store/sessions";

const Rename = z.object({ sessionId: SessionId, title: Title });

export type RenameResult = "renamed" | "wrong" | "not-renamed";

/** Gives one's own session another title; an empty one takes it away. */
export async function rename(request: z.input<typeof Rename>): Promise<RenameResult> {
  const checked = Rename.safeParse(request);
  if (!checked.success) return "wrong";
  const user = await userFrom(await headers());
  const done = user !== null && (await renameSession(user.id, checked.data.sessionId, checked.data.title));
  if (done) refresh();
  return done ? "renamed" : "not-renamed";
}
