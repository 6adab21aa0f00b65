import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { segmentsInOrder } from "#protocol/reduce";
import { createTranslateQueue } from "#redis/translate-queue";
import { eventually } from "#testing/eventually";
import { EIGHT_WORDS } from "#testing/stack/eight-words";
import {
  expectComplete,
  expectCompleteTranscript,
  expectSentences,
  numbersOf,
  range,
  untranslated,
} from "#testing/stack/expect-complete";
import { stackFixture } from "#testing/stack/stack-fixture";

// Sentences of eight words and finals of five words: a segment is open most of the time.
const fixture = stackFixture({ env: EIGHT_WORDS });

/** A page that follows its session and has sent no sound. */
async function started() {
  const page = await fixture.page();
  const sessionId = await page.start();
  page.speak(sessionId);
  return { page, sessionId };
}

describe("recogniser fails or is throttled", () => {
  test("the page is told of the retry and of the recovery, and no word is lost", async () => {
    const { page, sessionId } = await started();
    const seen = new Set<string>();
    page.client.subscribe(() => seen.add(page.transcript.head?.recogniser ?? "none"));
    fixture.stack.faults.set(
      { at: "hear", word: 13, fail: { kind: "unavailable", retryable: true }, times: 2 },
      { at: "open", fail: { kind: "throttled", retryable: true }, times: 2 },
    );
    await page.says(range(1, 20));
    await eventually("the page is told of the retry", () => seen.has("retrying"));
    await page.says(range(21, 40));
    await page.hears(40);
    expect(page.transcript.head?.recogniser).toBe("ok");
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 40));
    // It failed in mid-sentence, after W9 w10 was stored: the segment continued.
    expectSentences(page, 8);
  });
});

describe("recogniser always refuses this session", () => {
  test("the session fails with the reason and keeps its words; the open segment is closed and translated", async () => {
    const { page, sessionId } = await started();
    fixture.stack.faults.set({ at: "hear", word: 12, fail: { kind: "refused", retryable: false } });
    await expect(page.says(range(1, 1_000))).rejects.toThrow("the sender ended as over");
    await eventually("the session has failed", () => page.transcript.session?.state === "failed");
    expect(page.transcript.session?.failure).toBe("refused");
    await eventually("the page is told that W9 w10 is closed", () =>
      segmentsInOrder(page.transcript).every(({ open }) => !open),
    );
    expect(segmentsInOrder(page.transcript).at(-1)?.text).toBe("W9 w10");
    await expectComplete(page, sessionId, range(1, 10));
  });
});

describe("one target language down past all attempts", () => {
  test("the transcript and the other language continue; the missing translations follow once the engine is back", async () => {
    const { page, sessionId } = await started();
    fixture.stack.faults.set({ at: "translate", to: "es", fail: { kind: "unavailable", retryable: false } });
    await page.says(range(1, 20));
    await page.stops();
    await eventually("the session has ended", () => page.transcript.session?.state === "ended");
    const spanish = [1, 2, 3].map((seq) => `${seq}/es`);
    await eventually("everything but Spanish is there", () => untranslated(page.transcript).join() === spanish.join());
    expect(numbersOf(segmentsInOrder(page.transcript))).toEqual(range(1, 20));

    const queue = createTranslateQueue(fixture.stack.redis);
    await eventually("no attempt is left", async () => {
      const left = await queue.getJobCounts("waiting", "active", "delayed", "prioritized");
      return Object.values(left).every((count) => count === 0);
    });
    await queue.close();
    expect(untranslated(page.transcript)).toEqual(spanish);
    fixture.stack.faults.set();
    await expectCompleteTranscript(page, sessionId, range(1, 20));
  });

  test("a slow language delays neither the other language nor the end of the session", async () => {
    const { page, sessionId } = await started();
    fixture.stack.faults.set({ at: "translate", to: "ca", hold: true });
    await page.says(range(1, 20));
    await page.stops();
    const catalan = [1, 2, 3].map((seq) => `${seq}/ca`);
    await eventually("everything but Catalan is there", () => untranslated(page.transcript).join() === catalan.join());
    await eventually("the session has ended", () => page.transcript.session?.state === "ended");
    fixture.stack.faults.set();
    await expectCompleteTranscript(page, sessionId, range(1, 20));
  });
});

describe("code fails while it serves a session", () => {
  const QUOTED = "w12 w13 stand in the message";

  test("only this session restarts, no word is lost, no worker ends, and no log quotes the error", async () => {
    const [one, other] = [await started(), await started()];
    fixture.stack.faults.set({ at: "hear", word: 1_013, throwLater: QUOTED, times: 2 });
    const workers = [...fixture.stack.workers];
    await Promise.all([one.page.says(range(1_001, 1_040)), other.page.says(range(1, 40))]);
    await Promise.all([one.page.hears(1_040), other.page.hears(40)]);
    await Promise.all([one.page.stops(), other.page.stops()]);
    await expectCompleteTranscript(one.page, one.sessionId, range(1_001, 1_040));
    await expectCompleteTranscript(other.page, other.sessionId, range(1, 40));
    expect(workers.every(({ child }) => child.isRunning)).toBe(true);
    const { directory } = fixture.stack;
    const logs = readdirSync(directory).filter((file) => file.endsWith(".log"));
    const text = logs.map((file) => readFileSync(join(directory, file), "utf8")).join("\n");
    expect(text).toContain("serving failed");
    expect(text).not.toContain(QUOTED);
  });

  test("the tenth failure in a row ends the session as crashed, with its words", async () => {
    const { page, sessionId } = await started();
    await page.says(range(1, 12));
    await page.hears(10);
    fixture.stack.faults.set({ at: "hear", word: 13, throwLater: QUOTED });
    // As after nine failures: the pauses between ten would take 45 s.
    const { rowCount } = await fixture.stack.database.query("UPDATE session SET failures = 9 WHERE id = $1", [
      sessionId,
    ]);
    expect(rowCount).toBe(1);
    await expect(page.says(range(13, 1_000))).rejects.toThrow("the sender ended as over");
    await eventually("the session has failed", () => page.transcript.session?.state === "failed");
    expect(page.transcript.session?.failure).toBe("crashed");
    await eventually("the page is told that the segment is closed", () =>
      segmentsInOrder(page.transcript).every(({ open }) => !open),
    );
    expect(numbersOf(segmentsInOrder(page.transcript)).slice(0, 10)).toEqual(range(1, 10));
  });
});
