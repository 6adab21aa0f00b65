import { beforeEach, expect, test } from "vitest";
import { EMPTY_TRANSCRIPT, reduce, segmentsInOrder, type Transcript, type TranscriptEvent } from "#protocol/reduce";
import { PACKET_BYTES } from "#protocol/sound";
import { database } from "#store/database";
import { readChanges } from "#store/segments/changes";
import { commitSegment } from "#store/segments/commit-piece";
import { placeLateRun } from "#store/segments/place-late-run";
import { sessionsWithLateRuns, storeRun } from "#store/segments/runs";
import { markEnded } from "#store/session/change-state";
import { readPackets } from "#store/sound/read-sound";
import { storeTranslation } from "#store/translations/translations";
import { type Kept, keptSession, someSound, storePackets } from "#testing/contracts/sound-contract";
import { databaseOf } from "#testing/vitest/database-of";

databaseOf("anna");

const NOON = Date.UTC(2026, 10, 30, 12);
const PACKETS_PER_SECOND = 50;

let kept: Kept;

beforeEach(async () => {
  kept = await keptSession();
  await database().session.update({ where: { id: kept.sessionId }, data: { targetLangs: ["es"] } });
});

/** @param seconds of the session's clock */
async function said(seq: number, text: string, from: number, to: number): Promise<void> {
  const { sessionId, epoch } = kept;
  const [startMs, endMs] = [from * 1_000, to * 1_000];
  const words = text
    .split(" ")
    .map((word, at) => ({ word, startMs: startMs + at, endMs: startMs + at + 1, confidence: 1 }));
  const line = { sessionId, epoch, seq, kind: "speech" as const, text, lang: "en-US", startMs, endMs, words };
  const { rev } = await commitSegment({ ...line, confidence: 1, engineText: null, anchor: endMs * 16 });
  const translation = {
    sessionId,
    seq,
    lang: "es",
    text: `[${text}]`,
    sourceRev: rev,
    unknownWords: 0,
    engine: "test",
  };
  await storeTranslation(translation);
}

async function paused(seq: number, at: number, seconds: number): Promise<void> {
  const nothing = { text: "", lang: "en-US", words: null, confidence: null, engineText: null };
  const times = { startMs: at * 1_000, endMs: at * 1_000, pauseMs: seconds * 1_000, anchor: at * 16_000 };
  await commitSegment({ ...kept, seq, kind: "gap", ...nothing, ...times });
}

/** @param start seconds of the session's clock @param captured seconds after noon */
function run(start: number, captured: number, isLate = false): Promise<void> {
  const capturedAt = NOON + captured * 1_000;
  return storeRun(kept.sessionId, kept.epoch, { start: start * 16_000, capturedAt, isLate });
}

const end = () => markEnded(kept.sessionId, kept.epoch);

/** What a page shows that joins now. */
async function shown(): Promise<Transcript> {
  const changes = await readChanges(kept.sessionId, 0);
  if (!changes) throw new Error("the session is gone");
  return reduce(EMPTY_TRANSCRIPT, { type: "changes", changes });
}

/** The lines in the order of the session: their text or pause, and their times in seconds. */
function linesOf(transcript: Pick<Transcript, "segments">): string[] {
  return segmentsInOrder(transcript).map(
    ({ text, startMs, endMs, pauseMs }) =>
      `${startMs / 1_000}-${endMs / 1_000} ${text || `pause ${(pauseMs ?? 0) / 1_000}`}`,
  );
}

async function linesStored(): Promise<string[]> {
  return linesOf(await shown());
}

/** A talk of two seconds, three of another device after a pause of 30 s, and three late ones from within that pause. */
async function talk(): Promise<void> {
  await run(0, 0);
  await said(1, "before the cut", 0, 2);
  await run(2, 32);
  await paused(2, 2, 30);
  await said(3, "another device", 2, 5);
  await run(5, 4, true);
  await said(4, "said late", 5, 6);
  await said(5, "and this", 6, 8);
}

test("a late run is placed where it was said, with its words, translations and the rest of the pause", async () => {
  await talk();
  await end();
  const known = await shown();
  const placed = await placeLateRun(kept.sessionId);
  const after = ["0-2 before the cut", "2-3 said late", "3-5 and this", "5-5 pause 27", "5-8 another device"];
  expect(await linesStored()).toEqual(after);

  // A page that follows, and one that was away, show the same.
  const events: TranscriptEvent[] = [
    ...(placed?.segments ?? []).map((event) => ({ type: "segment" as const, ...event })),
    ...(placed?.translations ?? []).map((event) => ({ type: "translation" as const, ...event })),
  ];
  const followed = events.reduce(reduce, known);
  expect(linesOf(followed)).toEqual(after);
  expect(segmentsInOrder(followed)).toEqual(segmentsInOrder(await shown()));
  expect(placed?.clockBehindMs).toBe(3_000);
  expect(await sessionsWithLateRuns()).toEqual([]);

  const rows = await database().segment.findMany({
    where: { sessionId: kept.sessionId },
    include: { translations: true },
  });
  const late = rows.find(({ text }) => text === "said late");
  expect(late?.words).toMatchObject([
    { word: "said", startMs: 2_000, endMs: 2_001 },
    { word: "late", startMs: 2_001 },
  ]);
  expect(late?.translations).toMatchObject([{ text: "[said late]", sourceRev: late?.rev }]);
  const other = rows.find(({ text }) => text === "another device");
  expect(other?.words).toMatchObject([{ word: "another", startMs: 5_000 }, { word: "device" }]);
  expect(other?.translations).toMatchObject([{ sourceRev: other?.rev }]);
});

test("the stored sound moves with it", async () => {
  await talk();
  const [first, second, third] = [2, 3, 3].map((seconds) => someSound(seconds * PACKETS_PER_SECOND)) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  let at = 0;
  for (const part of [first, second, third]) {
    expect(await storePackets(kept, at, part)).toBe("stored");
    at += part.byteLength / PACKET_BYTES;
  }
  await end();
  await placeLateRun(kept.sessionId);
  const packets = await readPackets(kept.sessionId, 0, at);
  expect(Buffer.concat([first, third, second]).equals(packets)).toBe(true);
});

test("several late runs are placed in the order in which they were captured", async () => {
  await talk();
  await run(8, 10, true);
  await said(6, "and last", 8, 9);
  await run(9, 3, true);
  await said(7, "earlier still", 9, 10);
  await end();
  for (let i = 0; i < 3; i += 1) await placeLateRun(kept.sessionId);
  expect(await linesStored()).toEqual([
    "0-2 before the cut",
    "2-3 earlier still",
    "3-4 said late",
    "4-6 and this",
    "6-7 and last",
    "7-7 pause 25",
    "7-10 another device",
  ]);
});

test("a pause that is filled goes, and the next pause becomes longer", async () => {
  await run(0, 0);
  await said(1, "before the cut", 0, 2);
  await run(2, 5);
  await paused(2, 2, 3);
  await said(3, "another device", 2, 5);
  await run(5, 2, true);
  await said(4, "said late", 5, 8);
  await run(8, 20);
  await paused(5, 8, 9);
  await said(6, "and on", 8, 9);
  await end();
  expect(await placeLateRun(kept.sessionId)).toMatchObject({ clockBehindMs: 0 });
  expect(await linesStored()).toEqual([
    "0-2 before the cut",
    "2-5 said late",
    "5-8 another device",
    "8-8 pause 12",
    "8-9 and on",
  ]);
});

test("before the first line of a session it follows the pause", async () => {
  await run(0, 9);
  await paused(1, 0, 9);
  await said(2, "another device", 0, 3);
  await run(3, 2, true);
  await said(3, "said late", 3, 4);
  await end();
  await placeLateRun(kept.sessionId);
  expect(await linesStored()).toEqual(["1-1 pause 8", "0-1 said late", "1-4 another device"]);
});

test.each([
  ["nothing was captured after it", 1, true],
  ["the session is live", 9, false],
])("it stays where it is if %s", async (_, othersCapturedAt, isOver) => {
  await run(0, 0);
  await said(1, "before the cut", 0, 2);
  await run(2, othersCapturedAt);
  await said(2, "another device", 2, 5);
  await run(5, 4, true);
  await said(3, "said late", 5, 6);
  if (isOver) await end();
  const before = await linesStored();
  expect(await placeLateRun(kept.sessionId)).toBeNull();
  expect(await linesStored()).toEqual(before);
  expect(await sessionsWithLateRuns()).toEqual([]);
});
