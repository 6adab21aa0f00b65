"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { userFrom } from "#access/signed-in-user";
import { SessionId } from "#protocol/session";
import { findPlaces } from "./find-sessions";
import type { Hit } from "./found";
import { SoughtWords } from "./query";

const Sought = z.object({ sessionId: SessionId, q: SoughtWords });

/** All matches in a session of the owner; null: no such session. */
export async function showPlaces(request: z.input<typeof Sought>): Promise<readonly Hit[] | null> {
  const checked = Sought.safeParse(request);
  const user = checked.success ? await userFrom(await headers()) : null;
  return checked.success && user !== null ? findPlaces(user.id, checked.data.sessionId, checked.data.q) : null;
}
