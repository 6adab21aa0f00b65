import { expect, expectNothingBegun, test, visit } from "./support/test";

test("without a microphone, in a browser that shares no tab, the page says so and starts no session", async ({
  page,
}) => {
  // The machine that runs the test may have a microphone.
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException("Requested device not found", "NotFoundError");
    };
    // As on phones.
    Object.assign(navigator.mediaDevices, { getDisplayMedia: undefined });
  });
  await visit(page, "/");
  await expect(page.getByText("This browser cannot listen to a tab.")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Sound from" })).toHaveCount(0);
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByText("No microphone found.")).toBeVisible();
  await expectNothingBegun(page);
});
