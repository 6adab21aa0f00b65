import type { Refusal } from "#protocol/refusal";
import { type Appended, appendEntry, type MailboxEntry } from "#redis/mailbox";
import { resumeTake } from "#redis/take";
import { refuse } from "./answer";
import type { Gateway } from "./context";

export type Accepted =
  | { readonly ok: true; readonly credit: number }
  | { readonly ok: false; readonly refusal: Refusal };

/** Appends an entry to the mailbox. If Redis has lost the take, restores it from the store and appends again. */
export async function accept(gateway: Gateway, sessionId: string, entry: MailboxEntry): Promise<Accepted> {
  const first = await appendEntry(gateway.redis, sessionId, entry);
  if (!isAmnesia(first, entry)) return toAccepted(first);
  const resumed = await resumeTake(gateway.redis, sessionId, entry.take);
  if (typeof resumed === "string") return refuse({ kind: resumed });
  return toAccepted(await appendEntry(gateway.redis, sessionId, entry));
}

/** Redis expects an earlier chunk: it may have lost chunks whose words are stored, which the page no longer keeps. */
function isAmnesia(appended: Appended, entry: MailboxEntry): boolean {
  return appended.kind === "unknown" || (appended.kind === "expected" && appended.expected < entry.from);
}

function toAccepted(appended: Appended): Accepted {
  switch (appended.kind) {
    case "added":
    case "known":
      return { ok: true, credit: appended.room };
    case "expected":
      return refuse({ kind: "expected", expected: appended.expected, credit: appended.room });
    case "full":
    case "superseded":
      return refuse({ kind: appended.kind });
    case "stopped":
    case "gone":
      return refuse({ kind: "over" });
    case "unknown":
      return refuse({ kind: "unavailable" });
  }
}
