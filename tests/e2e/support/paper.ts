import type { Page } from "@playwright/test";
import { expect } from "./test";

/** Chromium writes the pages of a PDF as plain objects. */
const PAGES = /\/Type\s*\/Page\b/g;

/** On paper are the title, the date and languages, and every line down to the last; no button; and each page has its number. */
export async function expectOnPaper(page: Page, languages: string): Promise<void> {
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const year = String(new Date().getFullYear());
  await expect(page.locator("p:visible", { hasText: languages }).filter({ hasText: year })).toHaveCount(1);
  await expect(page.locator(":is(.btn, [role=switch], select, input, nav):visible")).toHaveCount(0);
  // Nothing is scrolled away.
  const hidden = () =>
    [...document.querySelectorAll("body, main, main > *, .view, .scroll")].filter(
      (box) => /auto|scroll|hidden/.test(getComputedStyle(box).overflowY) && box.scrollHeight > box.clientHeight + 1,
    ).length;
  expect(await page.evaluate(hidden)).toBe(0);
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
  const numbers = () =>
    [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule instanceof CSSPageRule && rule.cssText.includes("counter(page)")).length;
  expect(await page.evaluate(numbers)).toBeGreaterThan(0);
  const paper = await page.pdf({ width: "3.5in", height: "3.5in" });
  expect(paper.toString("latin1").match(PAGES)?.length).toBeGreaterThan(1);
  await page.emulateMedia({ media: null });
}
