import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";

/**
 * With forced colours the control looks different after the change, without the focus and the pointer on
 * it: its state is visible by more than a colour of the page.
 */
export async function expectShownInForcedColors(
  page: Page,
  control: Locator,
  change: () => Promise<unknown>,
): Promise<void> {
  await page.emulateMedia({ forcedColors: "active" });
  const before = await pictureOf(page, control);
  await change();
  await expect(async () => expect((await pictureOf(page, control)).equals(before)).toBe(false)).toPass({
    timeout: 20_000,
  });
  await page.emulateMedia({ forcedColors: "none" });
}

async function pictureOf(page: Page, control: Locator): Promise<Buffer> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.mouse.move(0, 0);
  return control.screenshot({ animations: "disabled" });
}
