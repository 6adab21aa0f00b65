import { expect, test } from "vitest";
import { segmentsInOrder, translationKey } from "#protocol/reduce";
import type { Segment } from "#protocol/transcript";
import { eventually } from "#testing/eventually";
import { EIGHT_WORDS_IN_TWO_LANGUAGES } from "#testing/stack/eight-words";
import { expectCompleteTranscript, numbersIn, range } from "#testing/stack/expect-complete";
import type { Page } from "#testing/stack/page";
import { RawSocket } from "#testing/stack/raw-socket";
import { Reader, share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";
import { closingAfterEach } from "#testing/vitest/closing-after-each";

const fixture = stackFixture({ web: 1, workers: 1, env: EIGHT_WORDS_IN_TWO_LANGUAGES });
const kept = closingAfterEach();
const { url } = fixture;

const FIRST = "W1 w2 w3 w4 w5 w6 w7 w8.";
const SECOND = "W9 w10 w11 w12 w13 w14 w15 w16.";

/** A page that shows W1 to w8, closed, and W9 w10, open; the recogniser holds back later words until `letGo`. */
async function speaking() {
  const page = await fixture.page();
  const sessionId = await page.start();
  page.speak(sessionId);
  await page.says(range(1, 10));
  await page.hears(10);
  fixture.stack.faults.set({ at: "hear", hold: true });
  await page.says([11]);
  expect(linesOf(page)).toEqual([FIRST, "W9 w10 (open)"]);
  return { page, sessionId };
}

const letGo = () => fixture.stack.faults.set();
const linesOf = ({ transcript }: Page) => segmentsInOrder(transcript).map(shown);
const shown = ({ text, open }: Segment) => (open ? `${text} (open)` : text);

/** The segments whose translations into a language are owed. */
async function owed(sessionId: string, lang: string): Promise<number[]> {
  const { rows } = await fixture.stack.database.query(
    "SELECT seq FROM untranslated WHERE session_id = $1 AND lang = $2 ORDER BY seq",
    [sessionId, lang],
  );
  return rows.map(({ seq }) => seq);
}

const translationOf = ({ transcript }: Page, seq: number, lang: string) =>
  transcript.translations.get(translationKey({ seq }, lang))?.text;

test("a language that is added is translated at once for closed segments, and for the open one once it is closed", async () => {
  const { page, sessionId } = await speaking();
  await eventually("the closed segment is translated", () => translationOf(page, 1, "ca"));
  expect(await page.connection.ask("session:translate-into", { sessionId, targetLangs: ["es", "vi"] })).toEqual({
    ok: true,
  });
  await eventually("the closed one is there", () => translationOf(page, 1, "vi") === `[vi] ${FIRST}`);
  expect(findOpen(page)).toMatchObject({ seq: 2 });
  expect(await owed(sessionId, "vi")).toEqual([]);
  // From here on translations wait, so that the owed ones can be counted.
  fixture.stack.faults.set({ at: "translate", to: "vi", hold: true });
  await page.says(range(12, 20));
  await page.stops();
  await eventually("it has ended", () => page.transcript.session?.state === "ended");
  const later = range(2, segmentsInOrder(page.transcript).length);
  expect(await owed(sessionId, "vi")).toEqual(later);
  letGo();
  for (const { seq, text } of segmentsInOrder(page.transcript)) {
    for (const lang of ["es", "vi"]) {
      await eventually(`${seq} is there in ${lang}`, () => translationOf(page, seq, lang) === `[${lang}] ${text}`);
    }
  }
  expect(later.map((seq) => translationOf(page, seq, "ca"))).toEqual(later.map(() => undefined));
  expect((await page.stored(sessionId)).translations).toHaveLength(1 + 2 * segmentsInOrder(page.transcript).length);
});

const findOpen = ({ transcript }: Page) => segmentsInOrder(transcript).find(({ open }) => open);

test("ending the session in mid-sentence closes the open segment with its words, and translates it", async () => {
  const { page, sessionId } = await speaking();
  letGo();
  await page.says([12]);
  await page.stops();
  await expectCompleteTranscript(page, sessionId, range(1, 12));
  const last = segmentsInOrder(page.transcript).slice(1);
  // On a slow machine the gap between the words counts as a pause and makes two segments.
  expect(last.flatMap(({ text }) => numbersIn(text))).toEqual([9, 10, 11, 12]);
  for (const { seq, text } of last) expect(translationOf(page, seq, "es")).toBe(`[es] ${text}`);
});

test("changing the spoken language in mid-sentence closes the open segment, and the next one is of that language", async () => {
  const { page, sessionId } = await speaking();
  expect(await page.connection.ask("session:speak-in", { sessionId, lang: "fr-FR" })).toEqual({ ok: true });
  await eventually("the page is told", () => page.transcript.session?.sourceLang === "fr-FR");
  letGo();
  await page.says(range(12, 20));
  await page.stops();
  await expectCompleteTranscript(page, sessionId, range(1, 20));
  const spoken = segmentsInOrder(page.transcript).flatMap(({ lang, text }) =>
    numbersIn(text).map((n) => `${lang} ${n}`),
  );
  expect(spoken).toEqual(range(1, 20).map((n) => `${n <= 11 ? "en-US" : "fr-FR"} ${n}`));
  expect(linesOf(page).slice(0, 3)).toEqual([FIRST, "W9 w10 w11", "W12 w13 w14 w15 w16."]);
});

test("a reader without the original gets the open segment without its words, and its translation once it is closed", async () => {
  const { page, sessionId } = await speaking();
  const owner = kept(await RawSocket.connect(url(), page.person.token));
  const [outline, whole] = [await share(owner, sessionId, { original: false }), await share(owner, sessionId)];
  const reader = kept(Reader.open(url(), outline.token));
  // A reader who joins late gets the open segment at once.
  const late = kept(Reader.open(url(), whole.token));
  const seen = ({ snapshot }: Reader) => segmentsInOrder(snapshot.transcript).map(shown);
  await eventually("both have joined", () => [reader, late].every(({ access }) => access === "joined"));
  await eventually("the closed one is there", () => reader.translations("es").length === 1);
  expect(seen(reader)).toEqual(["", " (open)"]);
  expect(seen(late)).toEqual([FIRST, "W9 w10 (open)"]);
  letGo();
  await page.says(range(12, 20));
  await page.stops();
  await expectCompleteTranscript(page, sessionId, range(1, 20));
  const wanted = segmentsInOrder(page.transcript).map(({ text }) => `[es] ${text}`);
  for (const one of [reader, late]) {
    await eventually("every translation is there", () => one.translations("es").join() === wanted.join());
  }
  expect(seen(reader)).toEqual(wanted.map(() => ""));
  expect(seen(late)).toEqual(linesOf(page));
  expect(wanted).toContain(`[es] ${SECOND}`);
});
