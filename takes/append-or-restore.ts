import type { Ack, Refusal } from "#protocol/refusal";
import type { ScriptedRedis } from "#redis/connection";
import { type Appended, appendEntry, type MailboxEntry } from "#redis/mailbox";
import { resumeTake } from "./take";

/** Appends an entry to the mailbox. If Redis has lost the take, restores it from the store and appends again. */
export async function appendOrRestore(
  redis: ScriptedRedis,
  sessionId: string,
  entry: MailboxEntry,
): Promise<Ack<{ credit: number }>> {
  const first = await appendEntry(redis, sessionId, entry);
  if (!isAmnesia(first, entry)) return toAck(first);
  const resumed = await resumeTake(redis, sessionId, entry.take);
  if (typeof resumed === "string") return refused({ kind: resumed });
  return toAck(await appendEntry(redis, sessionId, entry));
}

/**
 * Whether Redis lost the take, or its last chunks: it then expects a chunk that the page may no longer have, since its
 * words are stored.
 */
function isAmnesia(appended: Appended, entry: MailboxEntry): boolean {
  return appended.kind === "unknown" || (appended.kind === "expected" && appended.expected < entry.from);
}

function toAck(appended: Appended): Ack<{ credit: number }> {
  switch (appended.kind) {
    case "added":
    case "known":
      return { ok: true, credit: appended.credit };
    case "expected":
      return refused({ kind: "expected", expected: appended.expected, credit: appended.credit });
    case "full":
    case "superseded":
      return refused({ kind: appended.kind });
    case "stopped":
    case "gone":
      return refused({ kind: "over" });
    case "unknown":
      return refused({ kind: "unavailable" });
  }
}

function refused(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}
