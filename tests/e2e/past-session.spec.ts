import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse as parseSubtitles } from "@plussub/srt-vtt-parser";
import mammoth from "mammoth";
import { chromium } from "#testing/browser/chromium";
import { SENTENCES } from "#testing/examples/speech";
import { expectOnPaper } from "./support/paper";
import { spokenFile } from "./support/spoken";
import { endSession, expect, linesOf, reload, start, test, transcript, visit } from "./support/test";

test.use({ launchOptions: chromium(spokenFile("session", SENTENCES.slice(0, 3))) });

test("a past session is found by its words, replayed, corrected while a second page follows, and exported @phone", async ({
  page,
  context,
  browser,
}) => {
  const id = await start(page);
  // On a busy machine the microphone drops words, but the recording repeats.
  const greeting = transcript(page)
    .locator(".seg")
    .filter({ hasText: /good morning/i });
  await expect(greeting.locator("[lang=es]").first()).toContainText(/buenos días/i);
  // One line will be deleted, and others stay.
  await expect(linesOf(page).nth(1)).toBeVisible();
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();

  await visit(page, "/sessions");
  const field = page.getByRole("searchbox");
  await field.fill("nobodysaidthis");
  await field.press("Enter");
  await expect(page.getByText("No matches for “nobodysaidthis” in these sessions.")).toBeVisible();
  await field.fill("mornings");
  await field.press("Enter");
  await expect(page.locator(".hit mark").first()).toHaveText(/morning/i);
  await expect(page.getByRole("search").getByRole("status")).toHaveText(/^\d+ match(es)? in 1 session$/);
  await expect(field).toBeFocused();
  await page
    .locator(".hit")
    .filter({ hasText: /good morning/i })
    .first()
    .click();
  await page.waitForURL(new RegExp(`/sessions/${id}\\?find=morning#at=\\d+$`, "i"));
  await expect(transcript(page).locator("[aria-current]")).toContainText(/good morning/i);

  // The replay starts at the match, and its keys work.
  const position = page.getByRole("slider", { name: "Position" });
  const found = Number(await position.inputValue());
  await page.keyboard.press(" ");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(found);
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press(">");
  await expect(page.getByRole("combobox", { name: "Speed" })).toHaveValue("1.25");
  await transcript(page).locator(".original").last().click();
  await expect(transcript(page).locator("[aria-current]")).toHaveText(
    (await transcript(page).locator(".lines > *").last().textContent()) ?? "",
  );

  // Find works in originals and translations, goes to each match and marks it.
  await page.keyboard.press("/");
  const finding = page.getByRole("searchbox", { name: "Find in this session" });
  await expect(finding).toBeFocused();
  await expect(finding).toHaveValue(/morning/i);
  const marks = page.locator(".wave .found");
  await expect(marks).toHaveAttribute("d", /^M/);
  const told = page.getByRole("search").getByRole("status");
  await expect(told).toHaveText(/^\d+ match(es)?$/);
  // Enter right after the last letter, while the words are searched, counts.
  await finding.fill("");
  await finding.evaluate(async (field) => {
    document.execCommand("insertText", false, "MORNING");
    await null;
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  });
  await expect(told).toHaveText(/^1 of \d+$/);
  await expect(transcript(page).locator("[aria-current]")).toContainText(/morning/i);
  await expect(transcript(page).locator("[aria-current]")).toBeInViewport();
  const marked = await page.evaluate(() =>
    [...(CSS.highlights.get("found-now") ?? [])].map(({ startContainer, startOffset, endOffset }) =>
      startContainer.textContent?.slice(startOffset, endOffset),
    ),
  );
  expect(marked).toEqual([expect.stringMatching(/^morning$/i)]);
  await finding.press("Shift+Enter");
  await expect(told).toHaveText(/^(\d+) of \1$/);
  // A phrase that begins in one line and ends in the next is marked in both.
  const [line = "", next = ""] = await transcript(page).locator(".original").allInnerTexts();
  await finding.fill(`${line.match(/[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u)} ${next.match(/[\p{L}\p{N}]+/u)}`);
  await expect(told).toHaveText(/^[1-9]\d* match(es)?$/);
  const nodes = await page.evaluate(() =>
    [...(CSS.highlights.get("found") ?? [])].map(({ startContainer }) => startContainer.textContent),
  );
  expect(nodes).toEqual(expect.arrayContaining([line, next]));
  await finding.fill("nobodysaidthis");
  await expect(marks).toHaveAttribute("d", "");
  await expect(told).toHaveText("No matches");
  await finding.press("Escape");
  await expect(finding).toHaveValue("");
  await expect(told).toBeEmpty();

  const second = await context.newPage();
  await visit(second, `/sessions/${id}`);
  await page
    .getByRole("button", { name: /^Edit the line/ })
    .first()
    .click();
  await page.getByRole("textbox", { name: /^Original/ }).fill("Good morning, Bến Tre & <b>everyone</b>.");
  await page.getByRole("textbox", { name: /^Original/ }).press("Control+Enter");
  await expect(linesOf(page).first()).toHaveText("Good morning, Bến Tre & <b>everyone</b>.");
  await expect(linesOf(second).first()).toHaveText("Good morning, Bến Tre & <b>everyone</b>.");
  await expect(second.getByText("Edited").first()).toBeVisible();

  // A save over another person's text is refused; a second save replaces it, and both texts are kept.
  await second
    .getByRole("button", { name: /^Edit the line/ })
    .first()
    .click();
  await page
    .getByRole("button", { name: /^Edit the line/ })
    .first()
    .click();
  await page.getByRole("textbox", { name: /^Original/ }).fill("Mine.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(linesOf(page).first()).toHaveText("Mine.");
  await second.getByRole("textbox", { name: /^Original/ }).fill("Good morning, everyone.");
  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.getByText(/Someone else changed this line/)).toBeVisible();
  const more = (of: Page) => of.getByRole("button", { name: "More actions" });
  const choose = async (of: Page, action: string) => {
    await more(of).click();
    await of.getByRole("menuitem", { name: action }).click();
  };
  await choose(second, "Version history");
  const history = second.getByRole("dialog", { name: "Version history" });
  await expect(history.getByRole("list", { name: /^Original/ })).toContainText("Bến Tre");
  await history.getByRole("button", { name: "Restore" }).first().click();
  const restored = second.getByRole("textbox", { name: /^Original/ });
  await expect(restored).toBeFocused();
  await restored.fill("Good morning, everyone.");
  await second.getByRole("button", { name: "Save" }).click();
  await expect(linesOf(page).first()).toHaveText("Good morning, everyone.");

  const edit = page.getByRole("button", { name: /^Edit the line/ });
  const original = page.getByRole("textbox", { name: /^Original/ });
  /** The second page may get the change before the first page has its answer and closes the editor. */
  const isClosed = () => expect(original).toHaveCount(0);

  // A speaker's name also applies to the following lines, until it is undone.
  const count = await linesOf(page).count();
  for (const name of ["Ana", ""]) {
    await edit.first().click();
    await choose(page, "Name the speaker");
    await expect(page.getByRole("textbox", { name: "Speaker" })).toBeFocused();
    await page.getByRole("textbox", { name: "Speaker" }).fill(name);
    await page.getByRole("switch", { name: /^Also name the next/ }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(second.locator(".said-by")).toHaveText(name === "" ? [] : Array.from({ length: count }, () => name));
    await isClosed();
  }

  // Escape keeps typed text for the next editor of the line, also after a reload; Cancel discards it.
  const [, stored = ""] = await linesOf(page).allInnerTexts();
  await edit.nth(1).click();
  await original.fill("Not saved yet.");
  await original.evaluate((area) => {
    const press = { key: "Escape", isComposing: true, bubbles: true, cancelable: true };
    area.dispatchEvent(new KeyboardEvent("keydown", press));
  });
  await expect(original).toHaveValue("Not saved yet.");
  await original.press("Escape");
  await isClosed();
  await expect(page.getByText("Not saved", { exact: true })).toHaveCount(1);
  await expect(linesOf(page).nth(1)).toHaveText(stored);
  await reload(page);
  await expect(page.getByText("Not saved", { exact: true })).toHaveCount(1);
  await edit.nth(1).click();
  await expect(original).toHaveValue("Not saved yet.");
  await page.getByRole("button", { name: "Cancel" }).click();
  await edit.nth(1).click();
  await expect(original).toHaveValue(stored);
  await original.press("Escape");
  await expect(page.getByText("Not saved", { exact: true })).toHaveCount(0);

  // A line is split at the cursor, joined again and deleted; the second page follows.
  const before = await linesOf(page).allInnerTexts();
  await edit.first().click();
  // By keyboard: the menu opens at its first action, the arrows go round, and Escape leaves the editor open.
  await more(page).press("Enter");
  await expect(page.getByRole("menuitem", { name: "Split here" })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem", { name: "Delete line" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(more(page)).toBeFocused();
  await expect(page.getByRole("menu")).toHaveCount(0);
  await choose(page, "Split here");
  await expect(page.getByText("Put the cursor where you want to split the line.")).toBeVisible();
  await original.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(14, 14));
  await original.press("Control+Shift+Enter");
  await expect(linesOf(second)).toHaveText(["Good morning,", "everyone.", ...before.slice(1)]);
  await expect(edit.first()).toBeFocused();
  await edit.first().press("Enter");
  await choose(page, "Join with next line");
  await expect(linesOf(second)).toHaveText(before);
  await isClosed();

  // After a correction the page offers to replace the same words elsewhere.
  const write = async (line: number, text: string) => {
    await edit.nth(line).click();
    await original.fill(text);
  };
  for (const [line, text] of ["Good morning, Ben Tray.", "ben tray is in the delta, says Ben Trayton."].entries()) {
    await write(line, text);
    await original.press("Control+Enter");
    await expect(linesOf(page).nth(line)).toHaveText(text);
  }
  await write(0, "Good morning, Bến Tre.");
  await page.getByRole("switch", { name: "Correct “Ben Tray” in 1 other line too" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  const replacing = page.getByRole("dialog", { name: "Find and replace" });
  await replacing.getByRole("button", { name: "Replace all" }).click();
  await expect(replacing).toContainText("corrected.");
  await replacing.getByRole("button", { name: "Close" }).click();
  await expect(linesOf(second).nth(1)).toHaveText("Bến Tre is in the delta, says Ben Trayton.");

  await second
    .getByRole("button", { name: /^Edit the line/ })
    .first()
    .click();
  await edit.first().click();
  await choose(page, "Delete line");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(linesOf(second)).toHaveText([/^Bến Tre is/, ...before.slice(2)]);
  await expect(edit.first()).toBeFocused();
  // The second page still has the editor of the deleted line open: marks are on the right line.
  await expect(second.locator(".editor")).toBeVisible();
  await transcript(second).locator(".original").last().click();
  await expect(transcript(second).locator("[aria-current]")).toHaveText(
    (await transcript(second).locator(".lines > *").last().textContent()) ?? "",
  );
  await second.close();

  await expectOnPaper(page, "English");
  const said = await linesOf(page).allInnerTexts();
  for (const [format, read] of Object.entries(READERS)) {
    await page.locator(".export > .btn").click();
    await page.locator(".format", { hasText: format }).click();
    if (format !== "JSON") await page.locator(".export").getByLabel("Language").selectOption("en-US");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".export button[type=submit]").click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`));
    const text = await read(await readFile(await download.path()));
    if (format === "JSON") expectConfidences(await readFile(await download.path()));
    for (const line of said) expect(text.replace(/\s+/g, " ")).toContain(line);
    await page.keyboard.press("Escape");
  }

  // All of it as paragraphs: in the clipboard, and on a page to print.
  await context.grantPermissions(["clipboard-read", "clipboard-write", "microphone"]);
  await page.locator(".export > .btn").click();
  await page.locator(".format", { hasText: "TXT" }).click();
  await page.locator(".export").getByLabel("Language").selectOption("en-US");
  // On the clock of a recording that began an hour before.
  await page.getByLabel("Clock").selectOption("As in a recording that ran through");
  await page.getByLabel("Shift all times by, seconds").fill("3600");
  await page.getByRole("button", { name: "Copy all text" }).click();
  await expect(page.getByText("The text is in the clipboard.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [printed] = await Promise.all([
    context.waitForEvent("page"),
    page.getByRole("link", { name: "Print" }).click(),
  ]);
  await expect(printed).toHaveTitle(/^To print: /);
  expect(copied).toContain("[01:00:");
  await expect(printed.locator("time").first()).toContainText("01:00:");
  for (const line of said) {
    expect(copied.replace(/\s+/g, " ")).toContain(line);
    await expect(printed.getByRole("main")).toContainText(line);
  }
  await expect(printed.getByRole("button", { name: "Print" })).toBeVisible();
  await printed.close();

  // Unknown sessions and other people's sessions look the same.
  const stranger = await browser.newContext();
  const address = `${new URL(page.url()).origin}/api/sessions/${id}/export?format=txt`;
  expect((await stranger.request.get(address)).status()).toBe(404);
  expect((await page.request.get(address.replace("txt", "exe"))).status()).toBe(400);
  await stranger.close();
});

const subtitles = (file: Buffer) =>
  parseSubtitles(file.toString())
    .entries.map(({ text }) => text)
    .join(" ");

/** Reads each format with another program. */
const READERS: Record<string, (file: Buffer) => string | Promise<string>> = {
  TXT: (file) => file.toString(),
  SRT: subtitles,
  VTT: subtitles,
  DOCX: async (file) => (await mammoth.extractRawText({ buffer: file })).value,
  JSON: (file) => (JSON.parse(file.toString()).lines as { text: string }[]).map(({ text }) => text).join(" "),
};

/** Words that were settled before their final results have got the confidences of these; a few may have none. */
function expectConfidences(file: Buffer): void {
  const lines = JSON.parse(file.toString()).lines as { words: { confidence: number | null }[] | null }[];
  const words = lines.flatMap(({ words }) => words ?? []);
  expect(words.length).toBeGreaterThan(3);
  expect(words.filter(({ confidence }) => confidence === null).length).toBeLessThan(words.length / 3);
}
