import { findSessions } from "#app/history/find-sessions";
import { type HistoryQuery, readHistoryQuery } from "#app/history/query";
import { commitSegment } from "#store/segments/commit-piece";
import { markEnded } from "#store/session/change-state";
import { claimSession } from "#store/session/claim-session";
import { createSession } from "#store/session/sessions";
import { storeTranslation } from "#store/translations/translations";

/** An ended session with these lines and translations. @returns its id */
export async function said(
  ownerId: string,
  lines: readonly (readonly [string, string?])[],
  langs = ["en-US", "vi"],
): Promise<string> {
  const [sourceLang = "", target = ""] = langs;
  const { id } = await createSession({ ownerId, sourceLang, targetLangs: [target], title: "", startedFrom: "" });
  const claim = await claimSession(id);
  for (const [index, [text, translated]] of lines.entries()) {
    const seq = index + 1;
    const times = {
      startMs: seq * 1_000,
      endMs: seq * 1_000 + 900,
      anchor: seq * 16_000,
      confidence: null,
      engineText: null,
      words: null,
    };
    const at = { sessionId: id, seq, epoch: claim?.epoch ?? 0 };
    const { rev: sourceRev } = await commitSegment({ ...at, ...times, kind: "speech", text, lang: sourceLang });
    const translation = { ...at, lang: target, text: translated ?? "", sourceRev, unknownWords: 0, engine: "test" };
    if (translated !== undefined) await storeTranslation(translation);
  }
  await markEnded(id, claim?.epoch ?? 0);
  return id;
}

export async function find(ownerId: string, query: Partial<HistoryQuery>, timeZone = "UTC") {
  return findSessions(ownerId, readHistoryQuery(query), timeZone, Date.now());
}

export const ids = async (ownerId: string, q: string) => (await find(ownerId, { q })).sessions.map(({ id }) => id);
