import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { draftOf, segmentsInOrder } from "#protocol/reduce";
import { eventually } from "#testing/eventually";
import { GoogleTranslationStandIn } from "#testing/google/translation";
import { signIn } from "#testing/people/person";
import { teach } from "#testing/people/person-id";
import { everythingIn } from "#testing/redis/everything-in";
import { range } from "#testing/stack/expect-complete";
import { stackFixture, untilReadIn } from "#testing/stack/stack-fixture";

const google = await new GoogleTranslationStandIn().start();

// Google's client in the worker, which writes Hoa hồng for Rose, and a recogniser that sends a final every six seconds.
const fixture = stackFixture({
  web: 1,
  workers: 1,
  env: {
    STT_ENGINE: "google",
    TRANSLATION_ENGINE: "google",
    GOOGLE_CLOUD_PROJECT: "demo",
    TRANSLATE_EMULATOR_HOST: google.host,
    METADATA_SERVER_DETECTION: "none",
    SCRIPTED_LANGUAGES: "en-US",
    SCRIPTED_FINAL_EVERY: "30",
  },
});
afterAll(() => google.close());

test("a term keeps its spelling in every translation of its owner's sessions, and in no other person's", async () => {
  const person = await signIn(fixture.url());
  const numbers = range(1, 28);
  const heard = numbers.filter((n) => n % 2 === 0).map((n) => `w${n}`);
  await teach(fixture.stack.database, person, "Rose", ...heard);
  const [owner, stranger] = [await fixture.page({ person }), await fixture.page()];
  const drafts = new Set<string>();
  for (const page of [owner, stranger]) {
    const sessionId = await page.start();
    page.speak(sessionId);
    if (page === owner) {
      page.client.subscribe(() => {
        const { text = "" } = draftOf(page.transcript, "es") ?? {};
        if (text) drafts.add(text);
      });
    }
    await untilReadIn(fixture, sessionId, "ca", "es");
    // At the pace of speech: the worker looks every 2 s which languages are read.
    await page.says(numbers, page === owner ? 200 : 10);
    if (page === owner) await eventually("a draft was translated", () => drafts.size > 0);
    await page.stops();
    const translations = () => [...page.transcript.translations.values()].filter(({ lang }) => lang === "es");
    await eventually("every line is translated", () => {
      const { session } = page.transcript;
      return session?.state === "ended" && translations().length === segmentsInOrder(page.transcript).length;
    });

    const [line] = segmentsInOrder(page.transcript);
    if (!line) throw new Error("there is no line");
    const { seq, rev } = line;
    const text = "We met Rose & <b> today.";
    const corrected = await page.connection.ask("segment:correct", { sessionId, seq, text, expected: rev });
    expect(corrected).toMatchObject({ ok: true });
    const rewritten = () => translations().find((one) => one.seq === seq && one.sourceRev > rev);
    await eventually("the correction is translated", rewritten);

    if (page === owner) {
      const all = translations().map((one) => one.text);
      expect(all.join(" ")).toMatch(/\[es\] .*Rose/);
      expect(rewritten()?.text).toBe("[es] We met Rose & <b> today.");
      for (const written of [...all, ...drafts]) expect(written).not.toContain("Hoa hồng");
      expect([...drafts].join(" ")).toContain("Rose");
    } else expect(rewritten()?.text).toBe("[es] We met Hoa hồng & <b> today.");
  }
  const plain = google.requests.filter(({ mimeType }) => mimeType === "text/plain");
  expect(plain.some(({ contents }) => contents.includes("We met Rose & <b> today."))).toBe(true);

  const { directory, redis } = fixture.stack;
  const logs = readdirSync(directory).filter((name) => name.endsWith(".log"));
  for (const name of logs) expect(readFileSync(join(directory, name), "utf8")).not.toContain("Rose");
  for (const held of await everythingIn(redis)) expect(held).not.toContain("Rose");
});
