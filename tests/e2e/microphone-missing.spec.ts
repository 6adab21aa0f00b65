import { expect, expectNothingBegun, test, visit } from "./support/test";

test("without a microphone the page says so and starts no session", async ({ page }) => {
  // The machine that runs the test may have a microphone.
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException("Requested device not found", "NotFoundError");
    };
  });
  await visit(page, "/");
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByText("No microphone found.")).toBeVisible();
  await expectNothingBegun(page);
});
