import { expect, expectNothingBegun, test, visit } from "./support/test";

test("with a denied microphone the page says how to allow it, and starts no session @phone-only", async ({ page }) => {
  // Headless Chromium does not ask: this is its answer when a person refuses.
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
