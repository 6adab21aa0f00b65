import { z } from "zod";
import { ADDRESS_HEADER } from "#access/address";
import { limits, retryAfter } from "#access/limits";
import { recordEvent } from "#access/record-event";
import { processWide } from "#platform/process-wide";
import { readSound } from "#store/sound/read-sound";
import type { DocumentWording } from "../export/export-job";
import { exports, FULL_SECONDS } from "../export/exports";
import { slotRequestOf, type Taker, tooMany } from "../export/file-answer";
import { PlayingSlots } from "./playing-slots";
import { rangeIn, soundAnswer, soundFile, unsatisfiableAnswer } from "./sound-answer";

const Choice = z.strictObject({
  format: z.enum(["ogg", "wav"]).default("ogg"),
  /** `1`: as a file to save; absent: to play. */
  download: z.literal("1").optional(),
});
type SoundFileChoice = z.output<typeof Choice>;

/** The choice of a file in an address; null: invalid. */
export function soundFileChoiceIn(request: Request): SoundFileChoice | null {
  return Choice.safeParse(Object.fromEntries(new URL(request.url).searchParams)).data ?? null;
}

type Asked = {
  readonly sessionId: string;
  readonly choice: SoundFileChoice;
  /** The person or link that asks. */
  readonly taker: Taker;
  readonly ownerId: string | Promise<string | null>;
  /** The language of a refusal. */
  readonly wording: DocumentWording;
  /** Asked while the sound is sent: when it returns false, the answer ends. */
  readonly isStillAllowed?: () => Promise<boolean>;
};

/** A right that may end is checked this often while the sound is sent, ms. */
const LOOK_MS = 3_000;

/** The slots of all routes of this process. */
const slots = processWide<PlayingSlots>("playing-slots");

function playingSlots(): PlayingSlots {
  const open = slots.find() ?? new PlayingSlots();
  slots.set(open);
  return open;
}

/** Answers with the stored sound of a session, whole or a range of it. The caller has checked that the taker may hear it. */
export async function answerSound(request: Request, asked: Asked): Promise<Response> {
  const { sessionId, choice, taker, wording, isStillAllowed } = asked;
  const stored = await readSound(sessionId);
  if (!stored) return new Response(null, { status: 404 });
  const file = soundFile(sessionId, stored, choice.format);
  const part = rangeIn(request, file, stored);
  if (part === "unsatisfiable") return unsatisfiableAnswer(file, stored);
  const isSaved = choice.download !== undefined;
  // Players ask for ranges, so the whole file is a download, whatever its address says.
  const isDownload = isSaved || part === null;
  const giveUp = new AbortController();
  const signal = AbortSignal.any([request.signal, giveUp.signal]);
  // Next answers HEAD with this handler, and does not read the body.
  const isRead = request.method !== "HEAD";
  if (isDownload && isRead) {
    const reached = await limits().takeFile(taker.kind, taker.id);
    if (reached) return tooMany(wording, Number(retryAfter(reached)["Retry-After"]));
  }
  const addressHash = request.headers.get(ADDRESS_HEADER);
  const enterSlot = (): (() => void) | null => {
    if (!file.isDecoded(part ?? { from: 0, to: file.size })) return () => {};
    // Decoding takes CPU time.
    if (isDownload) return exports().enter(slotRequestOf(request, taker));
    const [playing, address] = [playingSlots(), addressHash ?? "unknown"];
    // A reader does not end the player of another one.
    if (taker.kind === "link") return playing.enterReader(taker.id, address);
    return playing.enter(taker.id, address, () => giveUp.abort());
  };
  const ended = isRead ? enterSlot() : () => {};
  if (!ended) return tooMany(wording, FULL_SECONDS);
  if (isDownload && isRead)
    recordEvent({
      kind: "export",
      userId: asked.ownerId,
      addressHash,
      detail: taker.kind === "link" ? "link-sound" : "sound",
    });
  const stopWatching = isRead ? watchRight(isStillAllowed, () => giveUp.abort()) : () => {};
  const end = () => {
    stopWatching();
    ended();
  };
  return soundAnswer(file, stored, { part, isDownload, isSaved, signal, ended: end });
}

/** Checks a right until it ends. @returns a function that ends the checks */
function watchRight(isStillAllowed: Asked["isStillAllowed"], onEnd: () => void): () => void {
  if (!isStillAllowed) return () => {};
  const look = async () => {
    // While the store does not answer, the sound itself cannot be read either.
    if (!(await isStillAllowed().catch(() => true))) onEnd();
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  return () => clearInterval(timer);
}
