import type { Page } from "@playwright/test";
import { signIn } from "#testing/people/person";
import type { ScriptedProduct } from "#testing/scripted-product/scripted-product";
import { fillLongSession } from "#testing/stack/fill-long-session";
import { test } from "./support/scripted-product";
import { expect, idOf, linesOf, transcript, visit } from "./support/test";

const LINES = 2_001;
const LINE_MS = 4_000;

test("a session of 2,001 lines draws the buttons of the lines near the window; address, Find, keyboard, screen readers and print reach every line", async ({
  page,
  scripted,
}) => {
  const session = await openLongSession(page, scripted);
  const line = (seq: number) => transcript(page).locator(`[data-segment="${seq}"]`);
  const buttonOf = (seq: number) => line(seq).getByRole("button", { name: /^Edit the line/ });

  // The address names a line that arrives in a later part.
  await visit(page, `${session}#at=${1_500 * LINE_MS}`);
  await expect(line(1_500)).toBeFocused();
  await expect(line(1_500)).toBeInViewport();
  await expect(buttonOf(1_500)).toBeVisible();
  await expect(linesOf(page)).toHaveCount(LINES);
  expect(await transcript(page).locator(".edit-line").count()).toBeLessThan(LINES / 2);
  const far = await firstWithoutButtons(page);
  expect(far).toBeLessThan(1_400);

  // A key edits the line at which the replay is, also far from the window.
  const position = page.getByRole("slider", { name: "Position" });
  await position.fill(String(far * LINE_MS));
  await position.blur();
  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: /^Original/ })).toBeFocused();
  await expect(line(far).getByRole("textbox", { name: /^Original/ })).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(buttonOf(far)).toBeFocused();

  // Tab goes from line to line, over the end of a group.
  await buttonOf(1_549).focus();
  for (const seq of [1_550, 1_551]) {
    await expect(buttonOf(seq)).toBeVisible();
    for (let tab = 0; tab < 2; tab += 1) await page.keyboard.press("Tab");
    await expect(buttonOf(seq)).toBeFocused();
  }

  // Find counts originals and translations in all lines, and marks those near the window, also while buttons are drawn.
  await page.keyboard.press("/");
  const field = page.getByRole("searchbox", { name: "Find in this session" });
  const told = page.getByRole("search").getByRole("status");
  await field.fill("quinquereme");
  await expect(told).toHaveText("6 matches");
  await field.press("Shift+Enter");
  await expect(told).toHaveText("6 of 6");
  await expect(line(2_001)).toBeInViewport();
  await field.press("Shift+Enter");
  await field.press("Shift+Enter");
  await expect(line(1_001)).toBeInViewport();
  await expect(buttonOf(1_001)).toBeVisible();
  // The lines near the window are marked, and a letter that is in every line is counted in all of them.
  const marked = () =>
    [...(CSS.highlights.get("found") ?? [])]
      .filter(({ startContainer }) => startContainer.isConnected)
      .map(
        ({ startContainer }) => startContainer.parentElement?.closest<HTMLElement>("[data-segment]")?.dataset.segment,
      );
  await expect.poll(() => page.evaluate(marked)).toEqual(["1001", "1001"]);
  await field.fill("e");
  await expect(told).toHaveText(`${(await countOf(page, "e")).toLocaleString("en-US")} matches`);
  await expect.poll(() => page.evaluate(marked)).toContain("1001");
  const near = new Set(await page.evaluate(marked));
  expect(near.size).toBeLessThan(LINES / 2);
  await field.press("Escape");

  const read = await placesForScreenReaders(page);
  expect(read.length).toBeGreaterThan(100);
  expect(read).toEqual(read.toSorted((a, b) => a - b));

  await page.emulateMedia({ media: "print" });
  const laidOut = () =>
    [...document.querySelectorAll(".transcript .original")].filter((one) =>
      one.checkVisibility({ contentVisibilityAuto: true }),
    ).length;
  await expect.poll(() => page.evaluate(laidOut)).toBe(LINES);
  await expect(page.locator(".transcript button:visible:not(.play-from)")).toHaveCount(0);
  await page.emulateMedia({ media: null });
});

/** @returns the path of an ended session of the page's person */
async function openLongSession(page: Page, scripted: ScriptedProduct): Promise<string> {
  const { cookie } = await signIn(scripted.url);
  const [name = "", value = ""] = cookie.split(/=(.*)/s);
  await page.context().addCookies([{ name, value, url: scripted.url }]);
  const ownerId = await idOf(page);
  return `/sessions/${await fillLongSession(scripted.services.databaseUrl, { ownerId, lines: LINES, isLive: false })}`;
}

/** How often a letter is in the originals and translations of all lines. */
function countOf(page: Page, letter: string): Promise<number> {
  const texts = transcript(page).locator(".original, .translation");
  return texts.evaluateAll(
    (all, letter) => all.flatMap((one) => (one.textContent ?? "").split(letter).slice(1)).length,
    letter,
  );
}

/** The number of the first line that has no buttons. */
function firstWithoutButtons(page: Page): Promise<number> {
  const line = page.locator(".editable:not(:has(.edit-line))").first();
  return line.evaluate((one) => Number(one.dataset.segment));
}

/** The places, among all originals, of those that Chromium's accessibility tree holds now, in its order. */
async function placesForScreenReaders(page: Page): Promise<number[]> {
  const places = new Map((await linesOf(page).allTextContents()).map((text, at) => [text, at]));
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const read = nodes.filter(({ role, ignored }) => role?.value === "StaticText" && !ignored);
  return read.flatMap(({ name }) => places.get(String(name?.value)) ?? []);
}
