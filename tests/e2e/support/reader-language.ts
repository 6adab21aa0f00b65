import type { Locator, Page } from "@playwright/test";
import { expect, reload, visit } from "./test";

/** The lines so far on a reader's page, in each language of the interface. */
export function log(page: Page): Locator {
  return page.getByRole("log");
}

export function firstLine(page: Page, lang: string): Locator {
  return log(page).locator(`[lang=${lang}]`).first();
}

/** Everything but the words of other scripts runs from right to left, and nothing is wider than the phone. */
export async function expectMirrored(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(firstLine(page, "ar")).toHaveAttribute("dir", "rtl");
  const original = log(page).locator(".original").first();
  await expect(original).toHaveCSS("direction", "ltr");
  await expect(original).toHaveCSS("font-family", /^"Inter Variable"/);
  const left = async (of: string) => (await page.locator(of).first().boundingBox())?.x ?? 0;
  expect(await left(".lang-button")).toBeLessThan(await left(".title h1"));
  await page.getByRole("button", { name: "العرض" }).click();
  await expect(page.getByRole("radiogroup", { name: "حجم النص" })).toBeInViewport({ ratio: 1 });
  expect(await left(".menu .tool")).toBeGreaterThan(await left(".tool:has([role=switch])"));
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
}

/** A phone whose language the session lacks is asked once. Its interface is in that language, or in one that it chooses. */
export async function expectAsked(page: Page, address: string): Promise<void> {
  await visit(page, address);
  const asked = page.getByRole("dialog", { name: "읽을 언어" });
  await expect(asked).toContainText("이 세션은 사용자의 언어로 제공되지 않습니다.");
  // The page is live below.
  await expect(firstLine(page, "vi")).toBeVisible();
  await asked.getByRole("radio", { name: /Español/ }).click();
  await expect(firstLine(page, "es")).toBeVisible();
  await page.getByRole("button", { name: "화면 표시" }).click();
  await page.getByLabel("인터페이스 언어").selectOption("العربية");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await reload(page);
  await expect(firstLine(page, "es")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await page.context().close();
}
