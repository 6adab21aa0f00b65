import type { Browser, Page } from "@playwright/test";
import type { ExportedSegment } from "#protocol/export";
import { chromium } from "#testing/browser/chromium";
import { SENTENCES } from "#testing/examples/speech";
import { reader } from "./support/audience";
import { log } from "./support/reader-language";
import { spokenFile } from "./support/spoken";
import { endSession, expect, linesOf, reload, test, visit } from "./support/test";

test.use({
  launchOptions: chromium(spokenFile("sound", SENTENCES.slice(0, 2))),
  expected: /Failed to load resource: (the server responded with a status of 404|net::ERR_FAILED)/,
});

test("a person keeps the sound, plays and downloads it, and deletes it; the text stays @phone", async ({
  page,
  browser,
}) => {
  await visit(page, "/");
  const keep = page.getByRole("switch", { name: "Keep the sound" });
  await expect(keep).not.toBeChecked();
  await keep.check();
  const told = page.getByRole("list", { name: "How your voice and your words are used" });
  await expect(told).toContainText("The sound is kept until you delete it.");
  await page.locator(".go button").click();
  await page.waitForURL(/\/live\/[\w-]{22}$/);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await expect(page.getByRole("button", { name: "Sound is kept" })).toBeVisible();
  await expect(linesOf(page).first()).toBeVisible();

  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await visit(page, `/sessions/${id}`);
  const said = await linesOf(page).allInnerTexts();
  await replayWithSound(page, id);
  await readerHears(page, browser);

  await page.getByRole("button", { name: "Sound is kept" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/Stored: \d+ s \(\d\.\d MB\)/);
  const file = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "Download Ogg" }).click();
  expect((await file).suggestedFilename()).toMatch(/\.ogg$/);

  // Chromium plays the sound, and jumps to a place in it.
  const played = await page.evaluate(async (address) => {
    const audio = new Audio(address);
    await new Promise((resolve, reject) => {
      audio.addEventListener("loadedmetadata", resolve, { once: true });
      audio.addEventListener("error", () => reject(new Error(audio.error?.message)), { once: true });
    });
    const { duration } = audio;
    const arrived = new Promise((resolve) => audio.addEventListener("seeked", resolve, { once: true }));
    audio.currentTime = duration - 1;
    await arrived;
    const decoded = await new AudioContext().decodeAudioData(await (await fetch(address)).arrayBuffer());
    const loudest = decoded.getChannelData(0).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    return { duration, at: audio.currentTime, decoded: decoded.duration, loudest };
  }, `/api/sessions/${id}/sound`);
  expect(played.duration).toBeGreaterThan(2);
  expect(played.at).toBeCloseTo(played.duration - 1, 1);
  expect(played.decoded).toBeCloseTo(played.duration, 1);
  expect(played.loudest).toBeGreaterThan(0.05);

  // The length is sent: a browser shows the progress, and sees when a file is cut.
  for (const [range, bytes] of [
    [{}, /^\d{4,}$/],
    [{ Range: "bytes=100-199" }, /^100$/],
  ] as const) {
    const headers = (await page.request.get(`/api/sessions/${id}/sound?download=1`, { headers: range })).headers();
    expect(headers["content-length"]).toMatch(bytes);
    expect(headers["transfer-encoding"]).toBeUndefined();
  }

  await dialog.getByRole("button", { name: "Delete the sound" }).click();
  await page.getByRole("dialog", { name: "Delete the sound?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("button", { name: "Sound is kept" })).toHaveCount(0);
  expect((await page.request.get(`/api/sessions/${id}/sound`)).status()).toBe(404);
  // The page that played the sound now plays the text.
  await expect(page.locator("audio")).toHaveCount(0);
  await replaysText(page);
  await reload(page);
  await expect(linesOf(page)).toHaveText(said);
});

test("the next Start has the same choice, and a speaker stops the keeping of sound during speech", async ({ page }) => {
  await visit(page, "/");
  await page.getByRole("switch", { name: "Keep the sound" }).check();
  await page.locator(".go button").click();
  await page.waitForURL(/\/live\//);
  await page.getByRole("button", { name: "Sound is kept" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop keeping sound" }).click();
  await expect(page.getByRole("dialog")).toContainText("No more sound of this session is kept.");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: "No more sound is kept" })).toBeVisible();
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await visit(page, "/");
  await expect(page.getByRole("switch", { name: "Keep the sound" })).toBeChecked();
});

const position = (page: Page) => page.getByRole("slider", { name: "Position" });

async function replaysText(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^Play from/ })
    .first()
    .click();
  const from = Number(await position(page).inputValue());
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(async () => Number(await position(page).inputValue())).toBeGreaterThan(from);
  await page.getByRole("button", { name: "Pause" }).click();
}

/** Makes a link with the sound, and checks that its reader hears the line that is pressed. */
async function readerHears(page: Page, browser: Browser): Promise<void> {
  await page.getByRole("button", { name: "Share" }).click();
  const hearing = page.getByRole("switch", { name: "Allow listening to the sound" });
  await expect(hearing).not.toBeChecked();
  await page.getByRole("checkbox", { name: /original/ }).uncheck();
  await expect(hearing).toBeDisabled();
  await page.getByRole("checkbox", { name: /original/ }).check();
  await hearing.check();
  await page.getByLabel("Password", { exact: true }).fill("open sesame");
  await page.getByRole("button", { name: "Create link" }).click();
  await expect(page.locator(".links li").first()).toContainText("Sound allowed.");
  await page.getByRole("button", { name: /^Show the QR code/ }).click();
  const address = `http://${await page.locator(".code-screen .address").textContent()}`;
  const reading = await reader(browser, "en-US");
  await visit(reading, address);
  await reading.getByLabel("Password").fill("open sesame");
  await reading.getByRole("button", { name: "Read" }).click();
  const sound = reading.getByLabel("Sound of the session");
  await expect(sound).toBeVisible();
  await expect(sound).toHaveJSProperty("paused", true);
  await log(reading).locator(".original").first().click();
  await expect(sound).toHaveJSProperty("paused", false);
  await expect(log(reading).locator("[aria-current]")).toHaveCount(1);
  await reading.context().close();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
}

/** A frame while the sound played: the place of the sound, ms, and the marked word. */
type Frame = { readonly ms: number; readonly word: string };

/** Checks that the sound is the clock of the replay, also after a first attempt to load it has failed. */
async function replayWithSound(page: Page, id: string): Promise<void> {
  const audio = page.locator("audio");
  const atMs = () => audio.evaluate((element: HTMLAudioElement) => element.currentTime * 1_000);
  const sound = `**/api/sessions/${id}/sound*`;
  await page.route(sound, (route) => route.abort());
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByText("The sound cannot be loaded. The text plays without it.")).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await replaysText(page);
  await page.unroute(sound);
  await page.getByRole("button", { name: "Try again" }).click();

  await expect(page.getByRole("img", { name: /^The loudness of the sound/ })).toBeVisible();

  // A press on a line moves the sound; the word that is marked is the word that is heard.
  const { lines } = await (await page.request.get(`/api/sessions/${id}/export?format=json`)).json();
  const line: ExportedSegment = lines[0];
  await page
    .getByRole("button", { name: /^Play from/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const frames = await audio.evaluate(
    (element: HTMLAudioElement, { startMs, endMs }) =>
      new Promise<Frame[]>((resolve) => {
        const seen: Frame[] = [];
        const look = () => {
          const ms = element.currentTime * 1_000;
          const [range] = CSS.highlights.get("spoken-word") ?? [];
          const word = range?.startContainer.textContent?.slice(range.startOffset, range.endOffset) ?? "";
          if (!element.paused && ms > startMs) seen.push({ ms, word });
          if (ms < endMs) requestAnimationFrame(look);
          else resolve(seen);
        };
        requestAnimationFrame(look);
      }),
    line,
  );
  // The recogniser's words have no capitals and marks.
  const wordOf = (ms: number) => line.words?.find(({ startMs, endMs }) => startMs <= ms && ms < endMs)?.word ?? "";
  const isMarked = (word: string, ms: number) => word.toLowerCase().replace(/\W/g, "") === wordOf(ms).toLowerCase();
  const late = frames.filter(({ ms, word }) => !isMarked(word, ms) && !isMarked(word, ms - 80));
  expect(new Set(frames.map(({ word }) => word)).size).toBeGreaterThan(2);
  // A busy machine stalls the page for longer than that now and then.
  expect(late.length).toBeLessThan(frames.length / 5);

  // Keys change its speed, not its pitch, and pause it.
  await page.keyboard.press(">");
  expect(
    await audio.evaluate(({ playbackRate, preservesPitch }: HTMLAudioElement) => ({ playbackRate, preservesPitch })),
  ).toEqual({ playbackRate: 1.25, preservesPitch: true });
  await page.keyboard.press("<");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(audio).toHaveJSProperty("paused", true);
  expect(await atMs()).toBeGreaterThan(line.startMs);

  // In an editor one key and one button play its line, to its end.
  await page
    .getByRole("button", { name: /^Edit the line/ })
    .first()
    .click();
  const ended = async () => (await audio.evaluate((element: HTMLAudioElement) => element.paused)) && (await atMs());
  for (const playLine of [
    () => page.getByRole("textbox", { name: /^Original/ }).press("F8"),
    () => page.getByRole("button", { name: "Play the line (F8)" }).click(),
  ]) {
    await playLine();
    await expect(audio).toHaveJSProperty("paused", false);
    expect(await atMs()).toBeLessThan(line.endMs);
    await expect.poll(ended).toBeGreaterThanOrEqual(line.endMs);
    expect(await atMs()).toBeLessThan(line.endMs + 1_000);
  }
  // Another key repeats it until it is pressed again; a third one slows it down, as long as the editor is open.
  const original = page.getByRole("textbox", { name: /^Original/ });
  const isPressed = (name: RegExp) => page.getByRole("button", { name }).getAttribute("aria-pressed");
  await original.press("F9");
  await expect(audio).toHaveJSProperty("playbackRate", 0.75);
  await page.getByRole("button", { name: /^0.75× speed/ }).click();
  await expect(audio).toHaveJSProperty("playbackRate", 1);
  await original.press("F9");
  await original.press("Shift+F8");
  expect(await isPressed(/^Repeat the line/)).toBe("true");
  await expect.poll(atMs).toBeGreaterThan(line.endMs - 300);
  await expect.poll(atMs).toBeLessThan(line.endMs - 300);
  await expect(audio).toHaveJSProperty("paused", false);
  await original.press("Shift+F8");
  await expect(audio).toHaveJSProperty("paused", true);
  expect(await isPressed(/^Repeat the line/)).toBe("false");
  // From the last word.
  await original.press("End");
  await page.getByRole("button", { name: /^From the cursor/ }).click();
  await expect(audio).toHaveJSProperty("paused", false);
  expect(await atMs()).toBeGreaterThan((line.startMs + line.endMs) / 2);
  await page.keyboard.press("Escape");
  await expect(original).toHaveCount(0);
  await expect(audio).toHaveJSProperty("playbackRate", 1);
}
