import { expect, test } from "vitest";
import { draftOf, segmentsInOrder } from "#protocol/reduce";
import { eventually } from "#testing/eventually";
import { signIn } from "#testing/people/person";
import { expectCompleteTranscript, numbersIn, range } from "#testing/stack/expect-complete";
import { stackFixture, untilReadIn } from "#testing/stack/stack-fixture";

// A web process with many languages, and a recogniser that sends a final every six seconds.
const env = {
  STT_ENGINE: "google",
  TRANSLATION_ENGINE: "google",
  GOOGLE_CLOUD_PROJECT: "none",
  SCRIPTED_LANGUAGES: "en-US,fr-FR",
  SCRIPTED_FINAL_EVERY: "30",
};
const fixture = stackFixture({ web: 1, workers: 1, env });

async function started() {
  const page = await fixture.page();
  const sessionId = await page.start();
  page.speak(sessionId);
  return { page, sessionId };
}

type Page = Awaited<ReturnType<typeof started>>["page"];

/** The numbers of the lines that are translated into a language. */
function translated(page: Page, lang: string): number[] {
  const { translations } = page.transcript;
  const texts = [...translations.values()].filter((translation) => translation.lang === lang);
  return texts.flatMap(({ text }) => numbersIn(text)).toSorted((a, b) => a - b);
}

test("words are committed before the engine sends a final, and drafts are translated", async () => {
  const { page, sessionId } = await started();
  await untilReadIn(fixture, sessionId, "ca", "es");
  const drafts = new Set<string>();
  page.client.subscribe(() => {
    const { text = "", seq = 0 } = draftOf(page.transcript, "es") ?? {};
    if (text) drafts.add(`${seq}: ${text}`);
  });
  // At the pace of speech: the worker looks every 2 s which languages are read.
  await page.says(range(1, 28), 200);
  await eventually("a line is there", () => segmentsInOrder(page.transcript).length > 0);
  expect(numbersIn(segmentsInOrder(page.transcript)[0]?.text ?? "").length).toBeLessThan(28);
  await eventually("a draft was translated", () => drafts.size > 0);
  for (const draft of drafts) expect(draft).toMatch(/^\d+: \[es\] w\d+/i);
  await page.stops();
  await eventually("every word is translated", () => translated(page, "es").join() === range(1, 28).join());
});

test("drafts are translated only into languages that a page shows, and the owner gets health until the worker rests", async () => {
  const { page, sessionId } = await started();
  page.client.showDraftsIn(["ca"]);
  await untilReadIn(fixture, sessionId, "ca");
  const drafted = new Set<string>();
  const said = new Set<string>();
  page.client.subscribe(() => {
    for (const { lang = "" } of page.transcript.drafts.values()) drafted.add(lang);
    const { health } = page.client.getSnapshot();
    if (health) said.add(health.recogniser);
  });
  await page.says(range(1, 60), 200);
  await eventually("a draft was translated", () => drafted.has("ca"));
  expect([...drafted]).not.toContain("es");
  await page.hasSent();
  const rest = { recogniser: "resting", recognitionLagMs: 0, commitLagMs: null, wordsPerMinute: 0, backlog: {} };
  const health = () => page.client.getSnapshot().health;
  await eventually("it is at rest", () => health()?.recogniser === "resting" && health()?.wordsPerMinute === 0);
  expect(health()).toMatchObject(rest);
  expect([...said]).toContain("ok");
  const metrics = async () => (await fetch(`${fixture.url()}/metrics`)).text();
  for (const event of ["drafts:translated", "words:", "lag:"])
    await eventually(`${event} is counted`, async () =>
      (await metrics()).includes(`interline_worker_events_total{event="${event}`),
    );
  await page.stops();
});

test("the spoken language changes at its chunk, also when another worker takes over", async () => {
  const { page, sessionId } = await started();
  await page.says(range(1, 12));
  await page.hasSent();
  expect(await page.connection.ask("session:speak-in", { sessionId, lang: "fr-FR" })).toEqual({ ok: true });
  await eventually("the page is told", () => page.transcript.session?.sourceLang === "fr-FR");
  await page.says(range(13, 24));
  await page.hears(12);
  await fixture.stack.serving().kill();
  await fixture.stack.addWorker();
  await page.says(range(25, 36));
  await page.stops();
  await expectCompleteTranscript(page, sessionId, range(1, 36));
  const spoken = segmentsInOrder(page.transcript).flatMap(({ lang, text }) =>
    numbersIn(text).map((n) => `${lang} ${n}`),
  );
  expect(spoken).toEqual(range(1, 36).map((n) => `${n <= 12 ? "en-US" : "fr-FR"} ${n}`));
});

test("a language that is added late is translated from the first line; one that is removed is not translated any more", async () => {
  const { page, sessionId } = await started();
  await page.says(range(1, 40));
  await page.hears(25);
  expect(await page.connection.ask("session:translate-into", { sessionId, targetLangs: ["es", "vi"] })).toEqual({
    ok: true,
  });
  await page.says(range(41, 80));
  await page.stops();
  for (const lang of ["es", "vi"]) {
    await eventually(`everything is there in ${lang}`, () => translated(page, lang).join() === range(1, 80).join());
  }
  expect(page.transcript.session?.targetLangs).toEqual(["es", "vi"]);
  expect(translated(page, "ca").length).toBeLessThan(80);
});

test("only the owner changes languages, and only to supported ones", async () => {
  const { page, sessionId } = await started();
  const stranger = await fixture.page({ person: await signIn(fixture.url()) });
  await eventually("the stranger is connected", () => stranger.connection.state === "connected");
  const refused = { ok: false, refusal: { kind: "not-found" } };
  expect(await stranger.connection.ask("session:speak-in", { sessionId, lang: "fr-FR" })).toEqual(refused);
  expect(await stranger.connection.ask("session:translate-into", { sessionId, targetLangs: ["vi"] })).toEqual(refused);
  expect(await stranger.connection.ask("session:translate-drafts", { sessionId, isOn: false })).toEqual(refused);
  const unsupported = { ok: false, refusal: { kind: "unsupported-language", lang: "tlh" } };
  expect(await page.connection.ask("session:speak-in", { sessionId, lang: "tlh" })).toEqual(unsupported);
  expect(await page.connection.ask("session:translate-into", { sessionId, targetLangs: ["es", "tlh"] })).toEqual(
    unsupported,
  );
  expect(await page.connection.ask("session:translate-drafts", { sessionId, isOn: false })).toEqual({ ok: true });
});
