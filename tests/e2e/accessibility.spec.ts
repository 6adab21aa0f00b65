import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { chromium } from "../support/chromium";
import { SENTENCES } from "../support/speech";
import { spokenFile } from "./spoken";
import { expect, start, test } from "./test";

test.use({ launchOptions: chromium(spokenFile("session", SENTENCES.slice(0, 3))) });

const WIDTHS = [360, 1440];

for (const locale of ["en-US", "vi-VN"]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test("no page has a barrier that axe knows", async ({ page }) => {
        await page.goto("/sessions");
        await expectNoBarriers(page, "no sessions yet");
        await page.goto("/");
        await page.locator(".add").click();
        await expectNoBarriers(page, "start, with the languages open");
        await page.keyboard.press("Escape");

        await start(page);
        await expect(page.locator(".seg .translation:not(.pending)").first()).toBeVisible();
        await expectNoBarriers(page, "live");
        await page.keyboard.press("p");
        await expect(page.locator(".notice")).toBeVisible();
        await expectNoBarriers(page, "paused");
        await page.keyboard.press("p");
        await page.locator(".dock .acts .btn-ink").click();
        await expect(page.locator(".ending")).toBeVisible();
        await expectNoBarriers(page, "ended");

        await page.locator(".dock .btn-ink").click();
        await page.waitForURL(/\/sessions\//);
        await expectNoBarriers(page, "session");
        await page.locator(".acts .btn-danger").click();
        await expectNoBarriers(page, "delete");
        await page.keyboard.press("Escape");
        await page.goto("/sessions");
        await expectNoBarriers(page, "sessions");
        await page.locator(".item-acts button").first().click();
        await expectNoBarriers(page, "rename");
        await page.goto("/nowhere");
        await expectNoBarriers(page, "not found");
      });
    });
  }
}

async function expectNoBarriers(page: Page, where: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    expect(found, `${where} at ${width} px`).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${where} scrolls sideways at ${width} px`).toBe(0);
  }
}
