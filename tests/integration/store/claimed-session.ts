import { claimSession } from "#store/session/claim-session";
import { createSession } from "#store/session/sessions";

/** A new English session of anna, which must be a person of the database, claimed as by a worker. */
export async function claimedSession(targetLangs: string[]): Promise<{ sessionId: string; epoch: number }> {
  const made = { ownerId: "anna", sourceLang: "en-US", targetLangs, title: "", startedFrom: "" };
  const { id: sessionId } = await createSession(made);
  return { sessionId, epoch: (await claimSession(sessionId))?.epoch ?? 0 };
}
