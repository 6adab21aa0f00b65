import { expect, expectNothingBegun, test, visit } from "./support/test";

test("no microphone: the page says so and begins nothing", async ({ page }) => {
  // The machine that runs this may have one.
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
