import { z } from "zod";
import { ADDRESS_HEADER } from "#access/address";
import { limits, retryAfter } from "#access/limits";
import { recordEvent } from "#access/record-event";
import { sessionOwnerFrom } from "#access/session-owner";
import { readSound } from "#store/sound/read-sound";
import { exports, FULL_SECONDS } from "../../../../export/exports";
import { slotRequestOf, tooMany, wordingOf } from "../../../../export/file-answer";
import { PlayingSlots } from "../../../../sound/playing-slots";
import { rangeIn, soundAnswer, soundFile, unsatisfiableAnswer } from "../../../../sound/sound-answer";

const playing = new PlayingSlots();

type Context = { params: Promise<{ id: string }> };

const Choice = z.strictObject({
  format: z.enum(["ogg", "wav"]).default("ogg"),
  /** `1`: as a file to save; absent: to play. */
  download: z.literal("1").optional(),
});

/** `GET /api/sessions/ID/sound?format=wav`: the stored sound of a session, whole or a range of it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const sessionId = (await params).id;
  const choice = Choice.safeParse(Object.fromEntries(new URL(request.url).searchParams)).data;
  if (!choice) return new Response(null, { status: 400 });
  const user = await sessionOwnerFrom(request.headers, sessionId);
  const stored = user && (await readSound(sessionId));
  if (!stored) return new Response(null, { status: 404 });
  const file = soundFile(sessionId, stored, choice.format);
  const part = rangeIn(request, file, stored);
  if (part === "unsatisfiable") return unsatisfiableAnswer(file, stored);
  const isSaved = choice.download !== undefined;
  // Players ask for ranges, so the whole file is a download, whatever its address says.
  const isDownload = isSaved || part === null;
  const giveUp = new AbortController();
  const asked = { part, isDownload, isSaved, signal: AbortSignal.any([request.signal, giveUp.signal]) };
  // Next answers HEAD with this handler, and does not read the body.
  const isRead = request.method !== "HEAD";
  if (isDownload && isRead) {
    const reached = await limits().takeFile("user", user.id);
    if (reached) return tooMany(wordingOf(request), Number(retryAfter(reached)["Retry-After"]));
  }
  const slotOf = (): (() => void) | null => {
    if (!file.isDecoded(part ?? { from: 0, to: file.size })) return () => {};
    // Decoding takes CPU time.
    if (isDownload) return exports().enter(slotRequestOf(request, { kind: "user", id: user.id }));
    return playing.enter(user.id, request.headers.get(ADDRESS_HEADER) ?? "unknown", () => giveUp.abort());
  };
  const ended = isRead ? slotOf() : () => {};
  if (!ended) return tooMany(wordingOf(request), FULL_SECONDS);
  if (isDownload && isRead)
    recordEvent({ kind: "export", userId: user.id, addressHash: request.headers.get(ADDRESS_HEADER), detail: "sound" });
  return soundAnswer(file, stored, { ...asked, ended });
}
