import { chromium } from "#testing/browser/chromium";
import { SENTENCES } from "#testing/examples/speech";
import { spokenFile } from "./support/spoken";
import { endSession, expect, linesOf, reload, test, visit } from "./support/test";

test.use({ launchOptions: chromium(spokenFile("sound", SENTENCES.slice(0, 2))) });

test("a person keeps the sound, plays and downloads it, and deletes it; the text stays @phone", async ({ page }) => {
  await visit(page, "/");
  const keep = page.getByRole("switch", { name: "Keep the sound" });
  await expect(keep).not.toBeChecked();
  await keep.check();
  const told = page.getByRole("list", { name: "How your voice and your words are used" });
  await expect(told).toContainText("The sound is kept until you delete it.");
  await page.locator(".go button").click();
  await page.waitForURL(/\/live\/[\w-]{22}$/);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await expect(page.getByRole("button", { name: "Sound is kept" })).toBeVisible();
  await expect(linesOf(page).first()).toBeVisible();

  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await visit(page, `/sessions/${id}`);
  const said = await linesOf(page).allInnerTexts();
  await page.getByRole("button", { name: "Sound is kept" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/\d+ s are stored \(\d\.\d MB\)/);
  const file = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "Download Ogg" }).click();
  expect((await file).suggestedFilename()).toMatch(/\.ogg$/);

  // Chromium plays it, and jumps into it.
  const played = await page.evaluate(async (address) => {
    const audio = new Audio(address);
    await new Promise((resolve, reject) => {
      audio.addEventListener("loadedmetadata", resolve, { once: true });
      audio.addEventListener("error", () => reject(new Error(audio.error?.message)), { once: true });
    });
    const { duration } = audio;
    const arrived = new Promise((resolve) => audio.addEventListener("seeked", resolve, { once: true }));
    audio.currentTime = duration - 1;
    await arrived;
    const decoded = await new AudioContext().decodeAudioData(await (await fetch(address)).arrayBuffer());
    const loudest = decoded.getChannelData(0).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    return { duration, at: audio.currentTime, decoded: decoded.duration, loudest };
  }, `/api/sessions/${id}/sound`);
  expect(played.duration).toBeGreaterThan(2);
  expect(played.at).toBeCloseTo(played.duration - 1, 1);
  expect(played.decoded).toBeCloseTo(played.duration, 1);
  expect(played.loudest).toBeGreaterThan(0.05);

  await dialog.getByRole("button", { name: "Delete the sound" }).click();
  await page.getByRole("dialog", { name: "Delete the sound?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("button", { name: "Sound is kept" })).toHaveCount(0);
  expect((await page.request.get(`/api/sessions/${id}/sound`)).status()).toBe(404);
  await reload(page);
  await expect(linesOf(page)).toHaveText(said);
});

test("the choice is remembered, and the sound can be switched off while one speaks", async ({ page }) => {
  await visit(page, "/");
  await page.getByRole("switch", { name: "Keep the sound" }).check();
  await page.locator(".go button").click();
  await page.waitForURL(/\/live\//);
  await page.getByRole("button", { name: "Sound is kept" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop keeping it" }).click();
  await expect(page.getByRole("dialog")).toContainText("The sound of this session is no longer kept.");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: "Sound is not kept" })).toBeVisible();
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await visit(page, "/");
  await expect(page.getByRole("switch", { name: "Keep the sound" })).toBeChecked();
});
