import { test } from "./support/scripted-product";
import { expect, linesOf, reload, start, transcript } from "./support/test";

test("a language that is added while speaking is translated from the first line, and the speaker sees the health", async ({
  page,
}) => {
  await start(page);
  await expect(linesOf(page).nth(1)).toBeVisible();
  await page.getByRole("button", { name: "Languages" }).click();
  const dialog = page.getByRole("dialog", { name: "Languages of this session" });
  await dialog.getByRole("button", { name: "Add a language" }).click();
  await page.getByRole("combobox", { name: "Find a language" }).fill("spanish");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Español")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("radio", { name: "Español" }).check();
  await expect(transcript(page).locator(".seg").first().locator('.translation[lang="es"]:not(.pending)')).toBeVisible();

  const health = page.getByRole("region", { name: "Status" });
  await expect(health).toContainText(/Words per minute[1-9]\d*/);
  await expect(page.locator(".top .pill")).toHaveText(/Live\d+\.\d s behind/);
  const drafts = health.getByRole("switch", { name: "Translate while you speak" });
  await drafts.uncheck();
  await reload(page);
  await expect(drafts).not.toBeChecked();

  await page.getByRole("button", { name: "Languages" }).click();
  await dialog.getByRole("button", { name: "Remove Vietnamese" }).click();
  await expect(dialog.getByText("Tiếng Việt")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Remove Spanish" }).click();
  await expect(dialog.getByText("Captions only")).toBeVisible();
  await page.keyboard.press("Escape");
  // Without a translation the original is the one text, large.
  await expect(transcript(page).locator(".original.alone").first()).toBeVisible();
  await expect(transcript(page).locator(".translation")).toHaveCount(0);
  await expect(drafts).toHaveCount(0);
});
