import type { Refusal } from "#protocol/refusal";
import { askOnce } from "../connection/ask-once";
import { dropAllUnsaved } from "../correction/unsaved-fields";

/** Deletes a session, and what this tab keeps of it. One that no longer exists counts as deleted. Null: done. */
export async function askDelete(sessionId: string): Promise<Refusal | null> {
  const answer = await askOnce("session:delete", { sessionId });
  if (!answer.ok && answer.refusal.kind !== "not-found") return answer.refusal;
  dropAllUnsaved(sessionId);
  return null;
}
