import { expect, expectNothingBegun, test, visit } from "./support/test";

test("a denied microphone: the page says so, how to allow it, and begins nothing @phone-only", async ({ page }) => {
  // Chromium without windows asks nobody: this is its answer where somebody says no.
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
  });
  await visit(page, "/");
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByText("The browser is blocking the microphone.")).toBeVisible();
  await expect(page.getByText("Click the icon beside the address bar and allow the microphone")).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Start" })).toBeEnabled();
  await expectNothingBegun(page);
});
