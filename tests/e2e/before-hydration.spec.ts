import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

// Chromium's console message about the wrong password.
test.use({ expected: /the server responded with a status of 401/ });

/** A page whose scripts arrive when `arrive` is called, as on a slow network. */
async function slowPage(page: Page): Promise<{ arrive: () => void }> {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await arrived;
    await route.continue();
  });
  return { arrive };
}

test("a press on Start before hydration starts the session once the scripts have loaded", async ({ page }) => {
  const { arrive } = await slowPage(page);
  await page.goto("/", { waitUntil: "domcontentloaded" });
  await page.locator(".go button").click();
  arrive();
  await page.waitForURL(/\/live\/[\w-]{22}$/);
  await expect(page.getByRole("button", { name: "End session" })).toBeVisible();
});

test("a password that is submitted before hydration is in no address, and is answered once the scripts have loaded", async ({
  page,
}) => {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  const { arrive } = await slowPage(page);
  await page.goto("/account/sign-in", { waitUntil: "domcontentloaded" });
  await page.locator("input[type=email]").fill("nobody@example.test");
  await page.locator("input[type=password]").fill("sal y agua");
  await page.keyboard.press("Enter");
  arrive();
  await expect(page.locator("input[type=password]")).toBeFocused();
  await expect(page.locator(".account-form").getByRole("alert").filter({ hasText: /\S/ })).toHaveText(
    "Wrong email or password.",
  );
  expect(addresses.filter((address) => /sal|nobody/.test(address))).toEqual([]);
});
