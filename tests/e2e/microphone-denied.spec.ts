import { chromium } from "../support/chromium";
import { expect, expectNothingBegun, test, visit } from "./test";

// Without its fake dialogs Chromium asks, and this says no to whatever it asks.
const { executablePath, args = [] } = chromium();
test.use({
  launchOptions: {
    executablePath,
    args: [...args.filter((arg) => !arg.startsWith("--use-fake-ui")), "--deny-permission-prompts"],
  },
  permissions: [],
});

test("a denied microphone: the page says so, how to allow it, and begins nothing @phone-only", async ({ page }) => {
  await visit(page, "/");
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByText("The browser does not let us use the microphone.")).toBeVisible();
  await expect(page.getByText("Allow it with the sign at the left of the address")).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Start" })).toBeEnabled();
  await expectNothingBegun(page);
});
