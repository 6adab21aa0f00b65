import { chromium } from "#testing/browser/chromium";
import { SENTENCES } from "#testing/examples/speech";
import { spokenFile } from "./support/spoken";
import { endSession, expect, linesOf, test, transcript, visit } from "./support/test";

test.use({ launchOptions: chromium(spokenFile("session", SENTENCES.slice(0, 3))) });

test("a person starts, ends and opens a session by keyboard", async ({ page }) => {
  const press = async (name: string) => {
    const target = page.locator(":focus").and(page.getByRole("button", { name }).or(page.getByRole("link", { name })));
    await expect(async () => {
      await page.keyboard.press("Tab");
      await expect(target).toHaveCount(1, { timeout: 50 });
    }).toPass({ intervals: [0] });
    await page.keyboard.press("Enter");
  };

  await visit(page, "/");
  await press("Add a language");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Remove Catalan" })).toBeVisible();
  await press("Start");
  await page.waitForURL(/\/live\//);
  await expect(transcript(page).locator("[lang=es]").first()).toBeVisible();

  await page.keyboard.press("2");
  await expect(transcript(page).locator("[lang=ca]").first()).toBeVisible();
  await expect(transcript(page).locator("[lang=es]")).toHaveCount(0);
  await page.keyboard.press("0");
  await expect(transcript(page).locator("[lang=es]").first()).toBeVisible();
  await expect(transcript(page).locator("[lang=ca]").first()).toBeVisible();

  await page.keyboard.press("p");
  await expect(page.getByText("Paused. Nothing is being recorded.")).toBeVisible();
  const count = await linesOf(page).count();
  await page.keyboard.press("p");
  await expect(page.getByText("Paused. Nothing is being recorded.")).toHaveCount(0);
  await expect(linesOf(page).nth(count)).toBeVisible();

  // Enter, pressed twice, ends nothing: the question opens with the focus on Cancel.
  await press("End session");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await press("End session");
  await expect(page.getByRole("link", { name: "Open the session" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sessions\//);
  await expect(linesOf(page).first()).toBeVisible();
});

test("a dialog keeps the focus inside and returns it when it closes", async ({ page }) => {
  await visit(page, "/");
  await page.locator(".go button").press("Enter");
  await page.waitForURL(/\/live\//);
  await endSession(page);
  await page.getByRole("link", { name: "Open the session" }).press("Enter");
  await page.waitForURL(/\/sessions\//);
  const rename = page.getByRole("button", { name: "Rename" });
  await rename.press("Enter");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(rename).toBeFocused();
  // However often Escape is pressed, a typed title is not lost without a question.
  await rename.press("Enter");
  await page.keyboard.type("Spring");
  const asked = page.getByRole("dialog", { name: "Discard your changes?" });
  for (let time = 0; time < 3; time += 1) {
    await page.keyboard.press("Escape");
    await expect(asked).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(asked).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Spring");
  }
  await page.keyboard.press("Escape");
  await asked.getByRole("button", { name: "Discard" }).press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(rename).toBeFocused();
});
