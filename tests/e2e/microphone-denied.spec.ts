import { expect, expectNothingBegun, test, visit } from "./test";

test("a denied microphone: the page says so, how to allow it, and begins nothing @phone-only", async ({ page }) => {
  // Chromium without windows asks nobody: this is its answer where somebody says no.
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
  });
  await visit(page, "/");
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByText("The browser does not let us use the microphone.")).toBeVisible();
  await expect(page.getByText("Allow it with the sign at the left of the address")).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Start" })).toBeEnabled();
  await expectNothingBegun(page);
});
