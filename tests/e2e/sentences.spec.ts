import type { Browser, Locator, Page } from "@playwright/test";
import { TALK } from "#testing/scripted-product/talk";
import { createLink, reader } from "./support/audience";
import { type Watched, watchedOn, watchLog } from "./support/log-watch";
import { test } from "./support/scripted-product";
import { expect, linesOf, startWith, visit } from "./support/test";

// Three words a second, after five seconds of silence.
test.use({ talk: { WORDS_PER_CHUNK: "0.6", QUIET_CHUNKS: "25" } });

/** The time for which a closed sentence waits outside the log for its translation, ms. */
const WAIT_MS = 1_500;
const CLOSED = TALK.length;

const spokenNow = (page: Page) => page.locator(".spoken-now");
const jump = (page: Page) => page.getByRole("button", { name: /^Ir al directo/ });

test("each sentence grows in one block below the log and enters the log once, with its translation", async ({
  page,
  browser,
}) => {
  const address = await startPaused(page);
  const [spanish, arabic] = [await watchedReader(browser, "es-ES"), await watchedReader(browser, "ar")];
  for (const reading of [spanish, arabic]) await visit(reading, address);
  await spanish.getByRole("switch", { name: "Lector de pantalla" }).check();
  await page.getByRole("button", { name: "Resume" }).click();

  for (const [one, lang, dir] of [
    [page, "vi", "ltr"],
    [spanish, "es", "ltr"],
    [arabic, "ar", "rtl"],
  ] as const) {
    const open = spokenNow(one);
    await expect(open).toHaveAttribute("aria-live", "off");
    await expect(open).toHaveRole("group");
    await expect(open.locator(".original").first()).toHaveAttribute("lang", "en-US");
    await expect(open.locator(".translation").first()).toHaveAttribute("lang", lang);
    await expectDirection(open.locator(".translation").first(), dir);
    await expect(one.locator("[role=log] .spoken-now")).toHaveCount(0);
  }

  for (const [one, lang, dir] of [
    [page, "vi", "ltr"],
    [spanish, "es", "ltr"],
    [arabic, "ar", "rtl"],
  ] as const) {
    const lines = one.locator("[role=log] .seg");
    await expect(lines.nth(CLOSED - 1).locator(".translation")).toHaveText(TALK[CLOSED - 1]?.[lang] ?? "");
    const texts = async (of: string) => (await lines.locator(of).allInnerTexts()).slice(0, CLOSED);
    expect(await texts(".original")).toEqual(TALK.map(({ en }) => en));
    expect(await texts(".translation")).toEqual(TALK.map((line) => line[lang]));
    await expect(lines.locator(".translation").first()).toHaveAttribute("lang", lang);
    await expectDirection(lines.locator(".translation").first(), dir);
    const watched = await watchedOn(one);
    expectGrown(watched);
    // Sentences from before the page was opened are in its log at once; later ones were in the block below first.
    const grown = new Set(watched.spoken.map(({ line }) => line));
    // The talk's last sentence does not end.
    // A pause before the talk has number 1, if sound was sent before it.
    const first = Number(watched.entries[0]?.line);
    const entries = watched.entries.filter(({ line }) => Number(line) < first + CLOSED);
    expect(entries.map(({ line }) => line)).toEqual(TALK.map((_, index) => `${index + first}`));
    for (const [index, { line, translations }] of entries.entries())
      expect([line, grown.has(line), translations]).toEqual([line, true, [TALK[index]?.[lang]]]);
    expect(watched.placeholders).toEqual([]);
    if (lang === "ar")
      expectUnannounced(watched.announced, ["لم يُترجم بعد", ...TALK.flatMap(({ en, ar }) => [en, ar])]);
    else await expectAnnounced(one, lang, CLOSED);
  }
  await close(spanish, arabic);
});

test("focus and selected text stay where they are while sentences grow and enter the log", async ({
  page,
  browser,
}) => {
  const address = await startPaused(page);
  const reading = await watchedReader(browser, "es-ES");
  await visit(reading, address);
  await page.getByRole("button", { name: "Resume" }).click();
  const buttons = [
    [page, page.getByRole("button", { name: "Pause" })],
    [reading, reading.getByRole("button", { name: "Aspecto" })],
  ] as const;
  for (const [one, button] of buttons) {
    await expect(spokenNow(one).locator(".translation").first()).toHaveText(/\S+ \S+/);
    await button.focus();
    await select(one, ".spoken-now .original");
  }
  for (const [one, button] of buttons) {
    const { line, text } = await selected(one);
    expect(text).toMatch(/^\p{L}{2,}/u);
    await expect(one.locator(`[role=log] [data-segment="${line}"]`)).toHaveCount(1);
    await expect(linesOf(one).nth(Number(line))).toBeVisible();
    expect(await selected(one)).toEqual({ line, text });
    await expect(button).toBeFocused();
  }
  await close(reading);
});

test("a page that is scrolled up does not move by a pixel, however near the end it is", async ({ page, browser }) => {
  const address = await startPaused(page);
  const [near, far] = [await watchedReader(browser, "es-ES"), await watchedReader(browser, "es-ES")];
  for (const reading of [near, far]) {
    await reading.setViewportSize({ width: 360, height: 420 });
    await visit(reading, address);
  }
  await page.getByRole("button", { name: "Resume" }).click();
  for (const [reading, up] of [
    [near, 30],
    [far, 2_000],
  ] as const) {
    await expect(reading.locator("[role=log] .seg").nth(2)).toBeVisible();
    await reading.locator(".scroll").evaluate((box, by) => box.scrollBy({ top: -by, behavior: "instant" }), up);
    await expect(jump(reading)).toBeVisible();
    await reading.evaluate(NOTE_PLACES);
    await expect.poll(() => reading.evaluate("window.places.length")).toBeGreaterThan(0);
  }
  for (const reading of [near, far]) {
    await expect(jump(reading)).toHaveText(/, [2-9] líneas nuevas$/);
    const places: string[] = await reading.evaluate("window.places");
    expect(places).toEqual([places[0]]);
    await jump(reading).click();
    await expect(jump(reading)).toHaveCount(0);
    await expect(linesOf(reading).last()).toBeInViewport();
  }
  await close(near, far);
});

test("a line without its translation enters the log after 1.5 s with a placeholder, and is filled in place", async ({
  page,
  browser,
  scripted,
}) => {
  const address = await startPaused(page);
  const reading = await watchedReader(browser, "es-ES");
  await visit(reading, address);
  await reading.getByRole("switch", { name: "Lector de pantalla" }).check();
  scripted.faults.set({ at: "translate", to: "es", hold: true });
  await page.getByRole("button", { name: "Resume" }).click();
  const lines = reading.locator("[role=log] .seg");
  await expect(lines.locator(".pending").nth(1)).toHaveText("Aún sin traducir");
  scripted.faults.set();
  await expect(lines.locator(".pending")).toHaveCount(0);
  await expect(lines.locator(".translation").first()).toHaveText(TALK[0].es);
  await expect(lines.nth(3)).toBeVisible();
  const watched = await watchedOn(reading);
  const { entries } = watched;
  await expectAnnounced(reading, "es", 3);
  expect(new Set(entries.map(({ line }) => line)).size).toBe(entries.length);
  const shown = watched.placeholders.filter(({ isShown }) => isShown);
  expect(shown.map(({ line }) => line)).toContain(entries[0]?.line);
  for (const { afterMs } of watched.placeholders) expect(afterMs).toBeGreaterThanOrEqual(WAIT_MS);
  for (const { afterMs } of shown) expect(afterMs).toBeGreaterThanOrEqual(2 * WAIT_MS);
  await close(reading);
});

test("a reader's page without the original has no spoken word, settled or not", async ({ page, browser }) => {
  const address = await startPaused(page);
  const reading = await watchedReader(browser, "es-ES");
  await visit(reading, address);
  await reading.getByRole("switch", { name: "Original" }).uncheck();
  await reading.getByRole("switch", { name: "Lector de pantalla" }).check();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(spokenNow(reading).locator(".translation")).toHaveText(/\S+ \S+/);
  await expect(reading.locator("[role=log] .translation").nth(2)).toHaveText(TALK[2].es);
  await expect(reading.locator(".column [lang=en-US]")).toHaveCount(0);
  await expectAnnounced(reading, "es", 3);
  await reading.emulateMedia({ media: "print" });
  await expect(reading.locator(".column [lang=en-US]:visible")).toHaveCount(0);
  const watched = await watchedOn(reading);
  const { spoken } = watched;
  expect(spoken.filter(({ settled, believed }) => settled + believed !== "")).toEqual([]);
  await close(reading);
});

/** Each of the first sentences is announced once, in the language that is read, and no placeholder. */
async function expectAnnounced(page: Page, lang: "vi" | "es", count: number): Promise<void> {
  const texts = TALK.slice(0, count).map((line) => line[lang]);
  for (const text of texts) await expect(page.locator(".announcer")).toContainText(text);
  const { announced } = await watchedOn(page);
  // A late translation is announced after others.
  for (const text of texts) expect(announced.filter((one) => one.text === text)).toEqual([{ lang, text }]);
  expectUnannounced(announced, ["Aún sin traducir", "Chưa dịch", ...TALK.map(({ en }) => en)]);
}

function expectUnannounced(announced: Watched["announced"], texts: readonly string[]): void {
  expect(announced.filter(({ text }) => texts.some((one) => text.includes(one)))).toEqual([]);
}

/** One block shows the open sentence: settled words that stay, and grey words after them. */
function expectGrown({ spoken }: Watched): void {
  const settledOf = new Map<string, string>();
  for (const { line, settled, believed, isGrey, carets } of spoken) {
    const before = (settledOf.get(line) ?? "").replace(/[^\p{L}]$/u, "");
    expect([line, settled.startsWith(before), before, settled]).toEqual([line, true, before, settled]);
    settledOf.set(line, settled);
    if (believed !== "") expect([believed, isGrey]).toEqual([believed, true]);
    // Closed sentences may wait for their translations beside it, but one sentence is being spoken.
    expect(carets).toBeLessThanOrEqual(1);
  }
  const mixed = spoken.filter(({ settled, believed }) => settled !== "" && believed !== "");
  expect(mixed.length).toBeGreaterThan(0);
}

/** Records positions of the first lines and of the scroll box that differ once the wheel has come to rest. */
const NOTE_PLACES = `
window.places = [];
const box = document.querySelector(".scroll");
const lines = [...document.querySelectorAll(".log [data-segment]")];
let atRest = 0;
let before = -1;
const note = () => {
  const place = JSON.stringify([box.scrollTop, ...lines.map((line) => line.getBoundingClientRect().top)]);
  atRest = place === before ? atRest + 1 : window.places.length > 0 ? atRest : 0;
  before = place;
  if (atRest >= 10 && place !== window.places.at(-1)) window.places.push(place);
  requestAnimationFrame(note);
};
note();`;

/** Selects the first word of the open sentence. */
async function select(page: Page, selector: string): Promise<void> {
  await page.evaluate(`(() => {
    const text = document.createTreeWalker(document.querySelector("${selector}"), NodeFilter.SHOW_TEXT).nextNode();
    getSelection().setBaseAndExtent(text, 0, text, text.length);
  })()`);
}

async function selected(page: Page): Promise<{ line: string; text: string }> {
  return page.evaluate(`({
    line: getSelection().anchorNode?.parentElement?.closest("[data-segment]")?.dataset.segment ?? "",
    text: getSelection().toString(),
  })`);
}

async function expectDirection(text: Locator, dir: "ltr" | "rtl"): Promise<void> {
  await expect(text).toHaveCSS("direction", dir);
}

/** A reader whose log is watched. */
async function watchedReader(browser: Browser, locale: string): Promise<Page> {
  const page = await reader(browser, locale);
  await watchLog(page);
  return page;
}

/** Starts a session in three languages and pauses before the first word. @returns the address of its link */
async function startPaused(page: Page): Promise<string> {
  await watchLog(page);
  await startWith(page, ["Spanish", "Arabic"]);
  // Pause works once the microphone is open.
  await expect(page.getByRole("timer")).not.toHaveText("0:00");
  await page.getByRole("button", { name: "Pause" }).click();
  return createLink(page);
}

async function close(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.context().close();
}
