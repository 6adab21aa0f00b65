import { chromium } from "#testing/browser/chromium";
import { silentFile } from "./support/spoken";
import { endSession, expect, start, test } from "./support/test";

test.use({ launchOptions: chromium(silentFile()) });

test("with a silent microphone the live page says so and offers another microphone @phone-only", async ({ page }) => {
  await start(page);
  const unheard = page.getByText("No sound is coming from the microphone.");
  await expect(unheard).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Choose" }).click();
  await page.getByRole("dialog").getByRole("button").nth(1).click();
  await expect(unheard).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
});
