import { describe, expect, test } from "vitest";
import { segmentsInOrder, translationKey } from "#protocol/reduce";
import type { Segment } from "#protocol/transcript";
import { eventually } from "#testing/eventually";
import type { Fault } from "#testing/scripted/faults";
import { EIGHT_WORDS_IN_TWO_LANGUAGES, NEXT_PIECE } from "#testing/stack/eight-words";
import { expectCompleteTranscript, numbersIn, numbersOf, range, untranslated } from "#testing/stack/expect-complete";
import type { Page } from "#testing/stack/page";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1, env: EIGHT_WORDS_IN_TWO_LANGUAGES });

/** The recogniser returns nothing more, also in silence, so that nothing closes the open segment. */
const HOLD: Fault = { at: "hear", hold: true };

/** A page that shows W1 to w8, closed, and W9 w10, open; w11 and w12 are said, and not recognised during the hold. */
async function speaking() {
  const { page, sessionId } = await speakingFreely();
  fixture.stack.faults.set(HOLD);
  await page.says([11, 12]);
  return { page, sessionId, change: changesOf(page, sessionId) };
}

/** The same without w11, w12 and the hold. */
async function speakingFreely() {
  const page = await fixture.page();
  const sessionId = await page.start();
  page.speak(sessionId);
  await page.says(range(1, 10));
  await page.hears(10);
  expect(textsOf(page)).toEqual(["W1 w2 w3 w4 w5 w6 w7 w8.", "W9 w10"]);
  return { page, sessionId };
}

/** The owner's changes of segments that the page shows. */
function changesOf(page: Page, sessionId: string) {
  const seen = ({ seq, part = 0, rev }: Segment) => ({ seq, part, expected: rev });
  const { connection } = page;
  return {
    correct: (on: Segment, text: string, speaker?: string) =>
      connection.ask("segment:correct", { sessionId, ...seen(on), text, ...(speaker !== undefined && { speaker }) }),
    split: (on: Segment, at: number) => connection.ask("segment:split", { sessionId, ...seen(on), at }),
    merge: (on: Segment, next: Segment) =>
      connection.ask("segment:merge", { sessionId, ...seen(on), next: seen(next) }),
    remove: (on: Segment) => connection.ask("segment:delete", { sessionId, ...seen(on) }),
  };
}

const textsOf = (page: Page) => segmentsInOrder(page.transcript).map(({ text }) => text);
const findOpen = (page: Page) => segmentsInOrder(page.transcript).find(({ open }) => open);

function openOf(page: Page): Segment {
  const open = findOpen(page);
  if (!open) throw new Error("no segment is open");
  return open;
}

function lineAt(page: Page, at: number): Segment {
  const line = segmentsInOrder(page.transcript)[at];
  if (!line) throw new Error(`there is no line ${at}`);
  return line;
}

/** Lifts the hold, says everything up to w<last>, and ends the session. */
async function goOn(page: Page, from: number, last: number): Promise<void> {
  fixture.stack.faults.set();
  await page.says(range(from, last));
  await page.stops();
}

/** The session has ended with these words, each once and in order, and each segment is closed and its present text translated. */
async function expectWords(page: Page, sessionId: string, words: readonly number[]): Promise<void> {
  await eventually("the session has ended", () => page.transcript.session?.state === "ended");
  await eventually("every segment is closed and its present text translated", () => isTranslated(page));
  expect(numbersOf(segmentsInOrder(page.transcript))).toEqual(words);
  expect((await page.stored(sessionId)).segments).toEqual(segmentsInOrder(page.transcript));
  const { rows } = await fixture.stack.database.query(
    "SELECT (SELECT count(*) FROM segment WHERE session_id = $1 AND open)::int AS open, (SELECT count(*) FROM untranslated WHERE session_id = $1)::int AS owed",
    [sessionId],
  );
  expect(rows).toEqual([{ open: 0, owed: 0 }]);
}

function isTranslated(page: Page): boolean {
  const { translations } = page.transcript;
  const isWhole = (line: Segment) =>
    ["es", "ca"].every((lang) => translations.get(translationKey(line, lang))?.text === `[${lang}] ${line.text}`);
  return (
    !findOpen(page) && untranslated(page.transcript).length === 0 && segmentsInOrder(page.transcript).every(isWhole)
  );
}

describe("an open segment that the owner changes, before the speaker continues in a new one", () => {
  test("if corrected, has the correction, and is translated", async () => {
    const { page, sessionId, change } = await speaking();
    expect(await change.correct(openOf(page), "W9 w10, Bến Tre")).toMatchObject({ ok: true });
    await eventually("it is closed", () => !findOpen(page));
    await goOn(page, 13, 24);
    await expectWords(page, sessionId, range(1, 24));
    expect(lineAt(page, 1)).toMatchObject({ seq: 2, text: "W9 w10, Bến Tre", edited: true });
    expect(numbersIn(lineAt(page, 2).text)[0]).toBe(11);
  });

  test("if split, stays as two halves, which are translated", async () => {
    const { page, sessionId, change } = await speaking();
    expect(await change.split(openOf(page), 2)).toEqual({ ok: true });
    await eventually("it is closed", () => !findOpen(page));
    await goOn(page, 13, 24);
    await expectWords(page, sessionId, range(1, 24));
    expect(textsOf(page).slice(1, 3)).toEqual(["W9", "w10"]);
    expect(lineAt(page, 3)).toMatchObject({ seq: 3 });
  });

  test("if joined with the one before, is one with it, and translated as one", async () => {
    const { page, sessionId, change } = await speaking();
    expect(await change.merge(lineAt(page, 0), openOf(page))).toEqual({ ok: true });
    await eventually("they are one", () => segmentsInOrder(page.transcript).length === 1);
    await goOn(page, 13, 24);
    await expectWords(page, sessionId, range(1, 24));
    expect(lineAt(page, 0).text).toBe("W1 w2 w3 w4 w5 w6 w7 w8. W9 w10");
    expect(lineAt(page, 1)).toMatchObject({ seq: 3 });
  });

  test("if deleted, does not come back, nor do its words", async () => {
    const { page, sessionId, change } = await speaking();
    expect(await change.remove(openOf(page))).toEqual({ ok: true });
    await eventually("it is gone", () => segmentsInOrder(page.transcript).length === 1);
    await goOn(page, 13, 24);
    await expectWords(page, sessionId, [...range(1, 8), ...range(11, 24)]);
  });

  test("if its speaker is named and its words are not changed, is closed and translated", async () => {
    const { page, sessionId, change } = await speaking();
    expect(await change.correct(openOf(page), "W9 w10", "Minh")).toMatchObject({ ok: true });
    await eventually("it is closed", () => !findOpen(page));
    await goOn(page, 13, 24);
    await expectWords(page, sessionId, range(1, 24));
    expect(lineAt(page, 1)).toMatchObject({ text: "W9 w10", speaker: "Minh" });
    expect(lineAt(page, 1)).not.toHaveProperty("edited");
    expect(lineAt(page, 2)).not.toHaveProperty("speaker");
  });

  test("if corrected, has the correction, and so has the next open one", async () => {
    const { page, sessionId, change } = await speaking();
    const first = openOf(page);
    await change.correct(first, `${first.text} one`);
    fixture.stack.faults.set();
    let said = 12;
    for (; !findOpen(page) || openOf(page).seq === first.seq; said += 5) {
      await page.says(range(said + 1, said + 5));
      await page.hears(said);
    }
    const second = openOf(page);
    const written = await change.correct(second, `${second.text} two`);
    // The next piece may have arrived first.
    if (!written?.ok) await change.correct(lineAt(page, second.seq - 1), `${lineAt(page, second.seq - 1).text} two`);
    await goOn(page, said + 1, said + 12);
    await expectWords(page, sessionId, range(1, said + 12));
    expect(lineAt(page, 1).text).toBe("W9 w10 one");
    expect(lineAt(page, second.seq - 1).text).toMatch(/ two$/);
  });
});

describe("an owner's change while a piece is on its way", () => {
  test("before the piece is stored, corrects the words that the owner saw; the words of the piece follow once", async () => {
    const { page, sessionId } = await speakingFreely();
    const { postgres } = fixture.stack.serving();
    const sent = postgres.requestOf(NEXT_PIECE, "cut");
    await page.says(range(11, 15));
    await sent;
    postgres.refuse();
    expect(await changesOf(page, sessionId).correct(openOf(page), "W9 w10 by hand")).toMatchObject({ ok: true });
    postgres.heal();
    await goOn(page, 16, 24);
    await expectWords(page, sessionId, range(1, 24));
    expect(textsOf(page)[1]).toBe("W9 w10 by hand");
    expect(numbersIn(lineAt(page, 2).text).slice(0, 5)).toEqual(range(11, 15));
  });

  test("after the piece is stored, before it is published, is answered with the present text; a second correction doubles no word", async () => {
    const { page, sessionId } = await speakingFreely();
    const { postgres } = fixture.stack.serving();
    const stored = postgres.replyTo(NEXT_PIECE, "cut");
    await page.says(range(11, 15));
    await stored;
    postgres.refuse();
    const { correct } = changesOf(page, sessionId);
    const standing = "W9 w10 w11 w12 w13 w14 w15";
    const answer = await correct(openOf(page), "W9 w10 by hand");
    expect(answer).toMatchObject({ ok: false, refusal: { kind: "edited", text: standing } });
    const now = (await page.stored(sessionId)).segments.find(({ open }) => open);
    expect(await correct(now as Segment, `${standing} by hand`)).toMatchObject({ ok: true });
    postgres.heal();
    await goOn(page, 16, 24);
    await expectWords(page, sessionId, range(1, 24));
    expect(textsOf(page)[1]).toBe(`${standing} by hand`);
  });

  test.each([
    ["deleted", [...range(1, 8), ...range(16, 24)]],
    ["joined with the one before", range(1, 24)],
  ])(
    "after the piece is stored, before it is published: once %s, none of its words comes again",
    async (how, words) => {
      const { page, sessionId } = await speakingFreely();
      const { postgres } = fixture.stack.serving();
      const stored = postgres.replyTo(NEXT_PIECE, "cut");
      await page.says(range(11, 15));
      await stored;
      postgres.refuse();
      const { remove, merge } = changesOf(page, sessionId);
      const now = (await page.stored(sessionId)).segments.find(({ open }) => open) as Segment;
      expect(await (how === "deleted" ? remove(now) : merge(lineAt(page, 0), now))).toEqual({ ok: true });
      postgres.heal();
      await goOn(page, 16, 24);
      await expectWords(page, sessionId, words);
    },
  );
});

test("a correction of the translation of an open segment is refused as untranslated, and changes nothing", async () => {
  const { page, sessionId } = await speaking();
  const before = await page.stored(sessionId);
  const correction = { sessionId, seq: 2, lang: "es", expected: 0, text: "a mano" };
  const refused = { ok: false, refusal: { kind: "untranslated", lang: "es" } };
  expect(await page.connection.ask("segment:correct", correction)).toEqual(refused);
  const { segments, translations } = await page.stored(sessionId);
  expect(segments).toEqual(before.segments);
  expect(translations.filter(({ seq }) => seq === 2)).toEqual([]);
  await goOn(page, 13, 20);
  await expectCompleteTranscript(page, sessionId, range(1, 20));
});
