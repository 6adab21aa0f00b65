import type { Browser, Page } from "@playwright/test";
import { TALK } from "#testing/hall/talk";
import { test } from "./support/hall";
import { expect, linesOf, reload, start, startWith, transcript, visit } from "./support/test";

/** The limit of scripts that a reader's phone loads, compressed. */
const FIRST_LOAD_BYTES = 150_000;

/** The readers' pages are in the reader's language. */
const log = (page: Page) => page.getByRole("log");
const firstLine = (page: Page, lang: string) => log(page).locator(`[lang=${lang}]`).first();

test("readers of two languages join late, switch, reload, and are sent out when the link is revoked @phone", async ({
  page,
  browser,
}) => {
  await startWith(page, ["Spanish", "Arabic"]);
  const address = await createLink(page);

  const vietnamese = await reader(browser, "vi-VN");
  const weight = weigh(vietnamese);
  await visit(vietnamese, address);
  await expect(firstLine(vietnamese, "vi")).toHaveText(TALK[0].vi);
  expect(await weight()).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
  await expect(vietnamese.getByText("Trực tiếp", { exact: true })).toBeVisible();

  const spanish = await reader(browser, "es-ES");
  await visit(spanish, address);
  await expect(firstLine(spanish, "es")).toHaveText(TALK[0].es);
  await expect(log(spanish).locator("[lang=vi]")).toHaveCount(0);
  await openAudience(page);
  await expect(page.getByText("reading now").locator("visible=true")).toBeVisible();
  await expect(page.locator(".count b").locator("visible=true")).toHaveText("2");
  await expect(page.locator(".per").locator("visible=true")).toContainText("Tiếng Việt");

  // A reader who joins late gets every line, also of another language.
  await expect(linesOf(page).nth(2)).toBeVisible();
  const arabic = await reader(browser, "ar");
  await visit(arabic, address);
  await expect(firstLine(arabic, "ar")).toHaveText(TALK[0].ar);
  await expect(firstLine(arabic, "ar")).toHaveAttribute("dir", "rtl");
  await spanish.getByRole("button", { name: "Reading language: Español" }).click();
  await spanish.getByRole("radio", { name: /Tiếng Việt/ }).click();
  await expect(firstLine(spanish, "vi")).toHaveText(TALK[0].vi);
  await expect(log(spanish).locator("[lang=es]")).toHaveCount(0);
  await reload(vietnamese);
  await expect(firstLine(vietnamese, "vi")).toHaveText(TALK[0].vi);
  await expect(log(vietnamese).locator(".original").first()).toHaveText(TALK[0].en);

  // A correction during the talk reaches the readers.
  const corrected = "Good evening, Bến Tre.";
  await page.keyboard.press("Escape");
  await page
    .getByRole("button", { name: /^Edit the line/ })
    .first()
    .click();
  const field = page.getByRole("textbox", { name: /^Original/ });
  await field.fill(corrected);
  await field.press("Control+Enter");
  await expect(log(vietnamese).locator(".original").first()).toHaveText(corrected);
  await expect(firstLine(vietnamese, "vi")).not.toHaveText(TALK[0].vi);
  await openAudience(page);

  await page.getByRole("button", { name: "All links" }).locator("visible=true").click();
  await page.getByRole("button", { name: /^Revoke/ }).click();
  for (const out of [vietnamese, spanish, arabic]) {
    await expect(out.locator(".closed h1")).toBeVisible();
    expect(await out.content()).not.toMatch(/sensors|cảm biến|Living with salt/);
    await out.context().close();
  }
  await expect(page.locator(".gone")).toHaveCount(1);
});

test("readers are told of pause and end, and a page that is scrolled up does not move", async ({ page, browser }) => {
  await start(page);
  const address = await createLink(page);
  await page.keyboard.press("Escape");
  await expect(linesOf(page).nth(3)).toBeVisible();
  // The talk has an end: pause now, so that new lines come later.
  await page.getByRole("button", { name: "Pause" }).click();
  const reading = await reader(browser, "en-US");
  await reading.setViewportSize({ width: 360, height: 560 });
  await visit(reading, address);
  // For the spoken language, English, the page shows the original alone.
  await expect(linesOf(reading).first()).toHaveText(TALK[0].en);
  await expect(linesOf(reading).nth(3)).toBeVisible();
  const log = reading.getByRole("group", { name: "Lines so far" });
  await log.hover();
  await reading.mouse.wheel(0, -2_000);
  const jump = reading.getByRole("button", { name: /^Jump to live/ });
  await expect(jump).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(jump).toHaveText(/Jump to live, [1-9]\d* new/);
  expect(await log.evaluate((box) => box.scrollTop)).toBe(0);
  await jump.click();
  await expect(linesOf(reading).last()).toBeInViewport();

  await expect(transcript(reading)).toHaveAttribute("aria-live", "off");
  await reading.getByRole("switch", { name: "Screen reader" }).check();
  await expect(transcript(reading)).toHaveAttribute("aria-live", "polite");
  await reading.getByRole("button", { name: "Text size" }).click();
  await reading.getByRole("radio", { name: "Largest" }).check();
  const size = await linesOf(reading)
    .last()
    .evaluate((line) => Number.parseFloat(getComputedStyle(line).fontSize));
  expect(size).toBeGreaterThan(40);

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(reading.getByText("The speaker has paused.")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(reading.getByText("The speaker has paused.")).toHaveCount(0);
  await page.getByRole("button", { name: "End session" }).click();
  await expect(reading.getByText("The session has ended.")).toBeVisible();
  await reload(reading);
  await expect(linesOf(reading).first()).toBeInViewport();
  await reading.context().close();
});

test("a link from the session page has a password and fewer languages, and markup in titles, names and lines stays text", async ({
  page,
  browser,
  hall,
}) => {
  const hostile = "<img src=x onerror=\"document.title='broken'\">\u202e";
  const id = await start(page);
  await expect(linesOf(page).first()).toBeVisible();
  await page.getByRole("button", { name: "End session" }).click();
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await hall.say(id, 1, hostile);

  await visit(page, `/sessions/${id}`);
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill(hostile);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(hostile);
  await expect(linesOf(page).first()).toHaveText(hostile);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByLabel("Link name").fill(hostile);
  // A password that is too easy to guess.
  await page.getByLabel("Password", { exact: true }).fill("1234");
  await page.getByRole("button", { name: "Create link" }).click();
  await expect(page.getByText("A password needs at least 6 characters.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill("open sesame");
  await page.getByRole("checkbox", { name: /original/ }).uncheck();
  await page.getByRole("button", { name: "Create link" }).click();
  await expect(page.locator(".links b").first()).toContainText(hostile);
  await page.getByRole("button", { name: /^Show the QR code/ }).click();
  const address = `http://${await page.locator(".code-screen .address").textContent()}`;

  const reading = await reader(browser, "en-US");
  await visit(reading, address);
  await reading.getByLabel("Password").fill("open sesam");
  await reading.getByRole("button", { name: "Read" }).click();
  await expect(reading.getByText("Wrong password.")).toBeVisible();
  await reading.getByLabel("Password").fill("open sesame");
  await reading.getByRole("button", { name: "Read" }).click();
  await expect(reading.getByRole("heading", { level: 1 })).toHaveText(hostile);
  await expect(firstLine(reading, "vi")).toHaveText(hostile);
  await expect(log(reading).locator(".original")).toHaveCount(0);
  await reload(reading);
  await expect(firstLine(reading, "vi")).toHaveText(hostile);

  for (const where of ["/sessions", "/", `/live/${id}`]) {
    await visit(page, where);
    await expect(page.getByText(hostile).first()).toBeVisible();
    await expect(page.locator("img")).toHaveCount(0);
  }
  for (const open of [page, reading]) expect(await open.title()).not.toBe("broken");
  await visit(reading, `${address}x`);
  await expect(reading.getByRole("heading", { name: "This link no longer works." })).toBeVisible();
  await reading.context().close();
});

/** A reader on a phone. */
async function reader(browser: Browser, locale: string): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width: 390, height: 844 }, permissions: [] });
  return context.newPage();
}

/** Opens the panel, which is behind a button on a small screen. */
async function openAudience(page: Page): Promise<void> {
  const open = page.getByRole("button", { name: /^Audience/ });
  if ((await open.isVisible()) && !(await page.getByRole("dialog").isVisible())) await open.click();
}

/** Presses Create link on the live page. @returns the shown address */
async function createLink(page: Page): Promise<string> {
  await openAudience(page);
  await page.getByRole("button", { name: "Create link" }).locator("visible=true").click();
  const shown = page.locator(".linkline b").locator("visible=true");
  return (await shown.getAttribute("title")) ?? "";
}

/** Counts the bytes of scripts from now on. */
function weigh(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script")
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
