import { database, openDatabase } from "#store/database";
import { commitSegment } from "#store/segments/commit-piece";
import { markEnded, markFailed } from "#store/session/change-state";
import { claimSession } from "#store/session/claim-session";
import { tagSession } from "#store/session/history";
import { createSession } from "#store/session/sessions";
import { storeTranslation } from "#store/translations/translations";
import type { ScriptedProduct } from "#testing/scripted-product/scripted-product";
import { PAST, type PastSession } from "./talks";

const MINUTE_MS = 60_000;

/** Gives a person sessions of the last weeks. @returns the ids, the newest first */
export async function giveHistory(scripted: ScriptedProduct, ownerId: string): Promise<string[]> {
  const opened = openDatabase(scripted.services.databaseUrl, 1);
  try {
    const ids: string[] = [];
    for (const past of PAST) ids.push(await speakThen(ownerId, past));
    return ids;
  } finally {
    await opened.close();
  }
}

/** Every word has its time, as from an engine with word times. */
async function speakThen(ownerId: string, past: PastSession): Promise<string> {
  const { sourceLang, targetLangs, title } = past;
  const { id } = await createSession({ ownerId, sourceLang, targetLangs, title, startedFrom: "" });
  const epoch = (await claimSession(id))?.epoch ?? 0;
  let startMs = past.firstMs;
  for (const [index, line] of past.lines.entries()) {
    const words = line.text.split(" ").map((word, at) => ({
      word,
      startMs: startMs + at * 340,
      endMs: startMs + (at + 1) * 340,
      confidence: 1,
    }));
    const endMs = words.at(-1)?.endMs ?? startMs;
    const at = { sessionId: id, seq: index + 1, epoch };
    const said = { startMs, endMs, anchor: endMs * 16, confidence: 1, engineText: null };
    const kind = line.text === "" ? ("gap" as const) : ("speech" as const);
    const { rev: sourceRev } = await commitSegment({
      ...at,
      ...said,
      ...(kind === "gap" && { endMs: startMs + 4_000 }),
      kind,
      text: line.text,
      lang: sourceLang,
      words: kind === "gap" ? null : words,
    });
    for (const [lang, text] of Object.entries(line.written)) {
      await storeTranslation({ ...at, lang, text, sourceRev, unknownWords: 0, engine: "google" });
    }
    startMs = endMs + (kind === "gap" ? 4_000 : 1_400);
  }
  await (past.failure ? markFailed(id, epoch, past.failure) : markEnded(id, epoch));
  await tagSession(ownerId, id, past.tags);
  const createdAt = new Date(Date.now() - past.minutesAgo * MINUTE_MS);
  await database().session.update({
    where: { id },
    data: { createdAt, endedAt: createdAt, anchor: BigInt(past.minutes * MINUTE_MS * 16) },
  });
  for (const [seq, speaker] of past.speakers) {
    await database().segment.updateMany({ where: { sessionId: id, seq }, data: { speaker } });
  }
  return id;
}
