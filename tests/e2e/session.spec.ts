import type { Page } from "@playwright/test";
import { chromium } from "#testing/browser/chromium";
import { SENTENCES } from "#testing/examples/speech";
import { spokenFile } from "./support/spoken";
import { endSession, expect, linesOf, reload, start, test, transcript, visit } from "./support/test";

test.use({ launchOptions: chromium(spokenFile("session", SENTENCES.slice(0, 3))) });

test("a person speaks, reads captions and translation, ends the session, and opens it from the history @phone", async ({
  page,
}) => {
  const id = await start(page);
  const draft = page.getByRole("group", { name: "Being spoken now" });
  await expect(draft.locator("[lang=en-US]")).toContainText(/good/i);
  // The ends of lines depend on the times at which words arrive.
  const words = async () => (await linesOf(page).allInnerTexts()).join(" ");
  await expect.poll(words, { timeout: 60_000 }).toMatch(/good morning\W+everyone/i);
  await expect(linesOf(page).first()).toHaveAttribute("lang", "en-US");
  await expect(
    transcript(page)
      .locator("[lang=es]")
      .filter({ hasText: /buenos días/i })
      .first(),
  ).toBeVisible();
  await expect(transcript(page).getByRole("group")).toHaveCount(0);

  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  // The last sentence enters the log with its translation.
  await expect(draft).toHaveCount(0);
  const said = await linesOf(page).allInnerTexts();

  await page.getByRole("link", { name: "Open the session" }).click();
  await page.waitForURL(`/sessions/${id}`);
  await expect(linesOf(page)).toHaveText(said);
  await expect(transcript(page).locator("[lang=es]")).toHaveCount(said.length);

  // It has no title, so its first words are one.
  const name = new RegExp(`^${said[0]?.slice(0, 12)}`, "i");
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(name);
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Where the trains are");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Where the trains are" })).toBeVisible();
  await expect(page).toHaveTitle(/^Where the trains are/);

  await visit(page, "/sessions");
  await expect(page.getByRole("list", { name: "Your sessions" }).getByText("Ended")).toBeVisible();
  await page.getByRole("link", { name: "Where the trains are" }).click();
  await expect(linesOf(page)).toHaveText(said);
});

test("Delete asks for confirmation, then removes the session", async ({ page }) => {
  const id = await start(page);
  await expect(linesOf(page).first()).toBeVisible();
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  const [first = ""] = await linesOf(page).allInnerTexts();
  const title = first.slice(0, 8);

  await visit(page, "/sessions");
  const deletion = page.getByRole("button", { name: new RegExp(`^Delete “${title}`, "i") });
  await deletion.click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("link", { name: new RegExp(`^${title}`, "i") })).toBeVisible();
  await deletion.click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
  for (const address of [`/sessions/${id}`, `/live/${id}`]) {
    expect((await visit(page, address))?.status()).toBe(404);
  }
});

test("a page that is reloaded continues speaking automatically", async ({ page }) => {
  await start(page);
  await expect(linesOf(page).first()).toBeVisible();
  const [first = ""] = await linesOf(page).allInnerTexts();
  const before = await linesOf(page).count();
  const clock = async () => {
    const text = (await page.getByRole("timer").textContent()) ?? "";
    return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  };
  const shown = await clock();
  await reload(page);
  await expect(page.getByRole("timer")).toHaveText(/\d/);
  expect(await clock()).toBeGreaterThanOrEqual(shown);
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(linesOf(page).first()).toHaveText(first);
  await expect(linesOf(page).nth(before + 1)).toBeVisible();

  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await expect(page.getByRole("group", { name: "Being spoken now" })).toHaveCount(0);
  // Two lines may begin within a second, but not with the same words.
  const said = await transcript(page)
    .locator(".seg")
    .evaluateAll((all) =>
      all.map((line) => `${line.querySelector("time")?.textContent} ${line.querySelector(".original")?.textContent}`),
    );
  expect(said.length).toBeGreaterThan(before + 1);
  expect(new Set(said).size).toBe(said.length);
});

test("a pause survives a reload, another tab and the browser's Back, and no page opens the microphone without a press", async ({
  page,
  context,
}) => {
  await context.addInitScript(() => {
    const counting = Object.assign(window, { opened: 0 });
    // An empty page has no devices.
    const devices: MediaDevices | undefined = navigator.mediaDevices;
    const open = devices?.getUserMedia.bind(devices);
    if (!open) return;
    devices.getUserMedia = (wish) => {
      counting.opened += 1;
      return open(wish);
    };
  });
  const opened = (tab: Page) => tab.evaluate(() => ("opened" in window ? Number(window.opened) : Number.NaN));
  await visit(page, "/");
  expect(await opened(page)).toBe(0);
  const told = page.getByRole("list", { name: "How your voice and your words are used" });
  await expect(told).toContainText("PocketSphinx turns your speech into text on this server.");
  await expect(told).toContainText("Apertium translates on this server.");
  await expect(told).toContainText("The sound is deleted once it is text. The text is kept until you delete it.");
  await start(page);
  await expect(linesOf(page).first()).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  const paused = page.getByText("Paused. Nothing is being recorded.");
  await expect(paused).toBeVisible();
  // The pause is stored: another page of the owner shows it too.
  const other = await context.newPage();
  await visit(other, page.url());
  await expect(other.getByText("Paused. Nothing is being recorded.")).toBeVisible();

  await reload(page);
  await expect(paused).toBeVisible();
  const resume = page.getByRole("button", { name: "Resume" });
  await expect(resume).toBeEnabled();
  // Also after a visit to another page and Back.
  await visit(page, "/sessions");
  await page.goBack();
  await expect(paused).toBeVisible();
  for (const tab of [page, other]) expect(await opened(tab)).toBe(0);

  const count = await linesOf(page).count();
  await resume.click();
  await expect(paused).toHaveCount(0);
  await expect(linesOf(page).nth(count)).toBeVisible();
  await expect(transcript(page).getByText(/^Pause: \d/)).toBeVisible();
  // After a visit to another page and Back a page that spoke only reads.
  await visit(page, "/sessions");
  await page.goBack();
  await expect(page.getByText("This window is view-only.")).toBeVisible();
  expect(await opened(page)).toBe(0);
});

test('a second tab is view-only until its user presses "Speak here"', async ({ page, context }) => {
  await start(page);
  await expect(linesOf(page).first()).toBeVisible();
  const second = await context.newPage();
  await visit(second, page.url());
  await expect(second.getByText("This window is view-only.")).toBeVisible();
  await expect(second.getByRole("button", { name: "End session" })).toHaveCount(0);
  await expect(linesOf(second).nth(1)).toBeVisible();

  await second.getByRole("button", { name: "Speak here" }).click();
  await expect(page.getByText("You're speaking in another window.")).toBeVisible();
  await expect(page.getByRole("button", { name: "End session" })).toHaveCount(0);
  const count = await linesOf(second).count();
  await expect(linesOf(second).nth(count)).toBeVisible();
  await endSession(second);
  for (const tab of [second, page]) await expect(tab.getByText("The session has ended.")).toBeVisible();
});

test("End session asks for confirmation, and an ended session is continued with its lines, from both of its pages @phone", async ({
  page,
}) => {
  const id = await start(page);
  await expect(linesOf(page).first()).toBeVisible();
  await page.getByRole("button", { name: "End session" }).click();
  const dialog = page.getByRole("dialog", { name: "End this session?" });
  await expect(dialog.getByText("No one is reading.")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const before = await linesOf(page).count();
  await expect(linesOf(page).nth(before)).toBeVisible();

  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await expect(page.getByText(/^You have (1 h|59 min) left to continue it, with the same links\.$/)).toBeVisible();
  const said = await linesOf(page).allInnerTexts();
  await page.getByRole("button", { name: "Continue session" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(linesOf(page).nth(said.length)).toBeVisible();
  expect((await linesOf(page).allInnerTexts()).slice(0, said.length)).toEqual(said);

  // Also from the session's page.
  await endSession(page);
  await page.getByRole("link", { name: "Open the session" }).click();
  await page.waitForURL(`/sessions/${id}`);
  const count = await linesOf(page).count();
  await page.getByRole("button", { name: "Continue session" }).click();
  await page.waitForURL(`/live/${id}`);
  await expect(linesOf(page).nth(count)).toBeVisible();
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
});

test("a page that is scrolled up or whose user edits a line does not move, and shows the number of new lines", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 560 });
  await start(page);
  await expect(linesOf(page).nth(2)).toBeVisible();
  const log = page.getByRole("group", { name: "Lines so far" });
  await log.hover();
  await page.mouse.wheel(0, -2_000);
  const jump = page.getByRole("button", { name: /^Jump to live/ });
  await expect(jump).toBeVisible();
  const top = await log.evaluate((box) => box.scrollTop);
  await expect(jump).toHaveText(/Jump to live, [1-9]\d* new/);
  expect(await log.evaluate((box) => box.scrollTop)).toBe(top);
  await jump.click();
  await expect(jump).toHaveCount(0);
  await expect(linesOf(page).last()).toBeInViewport();

  // An open editor does not move either. (Playwright's click would scroll up to a line that has moved.)
  await page
    .getByRole("button", { name: /^Edit the line/ })
    .last()
    .dispatchEvent("click");
  const field = page.getByRole("textbox", { name: /^Original/ });
  await expect(field).toBeInViewport({ ratio: 0.9 });
  await expect(jump).toHaveText(/Jump to live, ([2-9]|\d\d+) new/);
  await expect(field).toBeInViewport({ ratio: 0.9 });
  // It stays in view after the phone is rotated.
  for (const size of [
    { width: 560, height: 900 },
    { width: 900, height: 500 },
    { width: 360, height: 560 },
  ]) {
    await page.setViewportSize(size);
    await expect(field).toBeInViewport({ ratio: 0.9 });
  }
  // Also with the focus on one of the editor's buttons.
  await page.getByRole("button", { name: "Cancel" }).focus();
  await expect(jump).toHaveText(/Jump to live, ([4-9]|\d\d+) new/);
  await expect(page.getByRole("button", { name: "Cancel" })).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(jump).toHaveCount(0);
  await expect(linesOf(page).last()).toBeInViewport();
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
});
