import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { segmentsInOrder } from "#protocol/reduce";
import { samplesToMs } from "#protocol/sound";
import { eventually } from "#testing/eventually";
import { type Phase, SpeechStandIn } from "#testing/google/speech";
import { hintsOf, languagesOf } from "#testing/google/speech-wire";
import { expectCompleteTranscript, numbersOf, range } from "#testing/stack/expect-complete";
import { Page } from "#testing/stack/page";
import { Stack } from "#testing/stack/stack";

const google = new SpeechStandIn();
let stack: Stack;
const pages: Page[] = [];

beforeAll(async () => {
  const env = {
    STT_ENGINE: "google",
    TRANSLATION_ENGINE: "google",
    SPEECH_EMULATOR_HOST: await google.listen(),
    GOOGLE_CLOUD_PROJECT: "demo",
    GOOGLE_STT_HINTS: "Interline, Đà Nẵng",
    METADATA_SERVER_DETECTION: "none",
  };
  stack = await Stack.start({ web: 1, workers: 1, env });
});
afterAll(async () => {
  await Promise.all(pages.map((page) => page.close()));
  await stack.close();
  google.close();
});

async function started(lang: string, ...others: string[]): Promise<{ page: Page; sessionId: string }> {
  const [web] = stack.web;
  if (!web) throw new Error("there is no web process");
  const page = await Page.open(web);
  pages.push(page);
  const sessionId = await page.start(lang, others);
  page.speak(sessionId);
  return { page, sessionId };
}

async function hasState(page: Page, state: string, which = "the session"): Promise<void> {
  await eventually(`${which} is ${state}`, () => page.transcript.session?.state === state, 60_000);
}

const HEALS = [1, 2, 4, 8, 10, 11, 13, 14];
const FATAL = [3, 5, 7, 9, 12, 16];
/** A worker that loses the session at a fatal error leaves it to another one, which has to get the error too. */
const FATAL_TIMES = 3;
const INVALID_ARGUMENT = 3;
/** After it a stream is opened again, each time that words were recognised in between. */
const INVALID_TIMES = 50;
const timesOf = (code: number) => (HEALS.includes(code) ? 1 : code === INVALID_ARGUMENT ? INVALID_TIMES : FATAL_TIMES);
const PHASES: readonly Phase[] = ["opening", "speech", "closing"];
/** Each session has its own language, so that a fault affects one session only. */
const LANGUAGES = [
  ..."en-GB en-AU en-IN en-CA vi-VN ar-EG ar-SA cmn-Hans-CN ja-JP ko-KR th-TH id-ID ms-MY fil-PH km-KH lo-LA".split(
    " ",
  ),
  ..."my-MM fr-FR pt-BR it-IT ro-RO gl-ES de-DE nl-NL da-DK sv-SE no-NO fi-FI is-IS et-EE lv-LV lt-LT el-GR".split(" "),
  ..."eu-ES pl-PL cs-CZ sk-SK sl-SI hr-HR sr-RS bs-BA mk-MK".split(" "),
];
const CASES = PHASES.flatMap((at) => [...HEALS, ...FATAL].map((code) => ({ at, code }))).map((one, index) => ({
  ...one,
  lang: LANGUAGES[index] ?? "",
}));

describe("each error of Google in each phase of a stream", () => {
  test("heals without losing a word, or fails the session with its reason and its words", async () => {
    google.faults = CASES.map(({ at, code, lang }) => ({
      at,
      code,
      lang,
      times: timesOf(code),
    }));
    const outcomes = await Promise.all(
      CASES.map(async ({ at, code, lang }) => {
        const { page } = await started(lang);
        const said = page
          .says([...range(1, 12), ...Array<number>(15).fill(0), ...range(13, 24)], 100)
          .then(() => page.stops());
        if (HEALS.includes(code)) await said;
        else await said.catch(() => undefined);
        await hasState(page, HEALS.includes(code) ? "ended" : "failed", `${lang}, ${code} at ${at},`);
        const heard = () => numbersOf(segmentsInOrder(page.transcript));
        if (HEALS.includes(code)) await eventually(`${lang} is whole`, () => heard().length >= 24);
        const numbers = heard();
        return { at, code, failure: page.transcript.session?.failure ?? null, numbers };
      }),
    );
    for (const { at, code, failure, numbers } of outcomes) {
      const where = `${code} at ${at}`;
      expect(failure, where).toBe(HEALS.includes(code) ? null : "refused");
      if (HEALS.includes(code)) expect(numbers, where).toEqual(range(1, 24));
      else expect(range(1, 24).slice(0, numbers.length), where).toEqual(numbers);
    }
    // Each fault occurred: temporary ones once, permanent ones as often as the session was claimed.
    expect(google.faults.filter(({ code, times }) => times >= timesOf(code))).toEqual([]);
    await eventually("no stream is left open", () => google.open === 0);
  });
});

describe("several languages", () => {
  test("are recognised, each line has the one that Google reports, and an unsupported one is refused", async () => {
    google.hears({ languageOf: (word) => (word === "w6" ? "vi-vn" : undefined) });
    const { page } = await started("en-US", "vi-VN", "ar-EG");
    await page.says([...range(1, 5), ...Array<number>(12).fill(0), ...range(6, 10)], 200);
    await page.stops();
    await hasState(page, "ended");
    await page.hears(10);
    // A line has a full stop if its final came before the worker stopped waiting for it.
    expect(segmentsInOrder(page.transcript).map(({ text, lang }) => [text.replace(/\.$/, ""), lang])).toEqual([
      ["W1 w2 w3 w4 w5", "en-US"],
      ["W6 w7 w8 w9 w10", "vi-VN"],
    ]);
    const request = google.configs.at(-1) ?? {};
    expect(languagesOf(request)).toEqual(["en-US", "vi-VN", "ar-EG"]);
    expect(hintsOf(request)).toEqual(["Interline", "Đà Nẵng"]);
    await expect(started("en-US", "tlh")).rejects.toThrow("unsupported-language");
  });
});

describe("worker killed (kill -9) while a stream is open", () => {
  test("another worker continues; no word is lost or doubled, and the billed seconds are stored", async () => {
    google.calm();
    const { page, sessionId } = await started("en-US");
    await page.says(range(1, 14), 50);
    await page.hears(10);
    await eventually("one stream is open", () => google.open === 1);
    await stack.workers[0]?.kill();
    const [, worker] = await Promise.all([page.says(range(15, 40), 50), stack.addWorker()]);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 40));
    for (const { startMs, endMs } of segmentsInOrder(page.transcript)) {
      expect(startMs % samplesToMs(3_200)).toBeLessThanOrEqual(50);
      expect(endMs).toBeGreaterThan(startMs);
    }

    const billed = await eventually("the billed seconds are stored", async () => {
      const query = "SELECT billed_seconds FROM session WHERE id = $1";
      const { rows } = await stack.database.query(query, [sessionId]);
      const seconds = Number(rows[0].billed_seconds);
      return seconds >= 5 && seconds;
    });
    const answer = await fetch(`http://127.0.0.1:${stack.web[0]?.port}/metrics`);
    const [, total] = /^interline_speech_billed_seconds_total (\S+)$/m.exec(await answer.text()) ?? [];
    expect(Number(total)).toBeGreaterThanOrEqual(billed);
    expect(worker.child.isRunning).toBe(true);
  });
});
