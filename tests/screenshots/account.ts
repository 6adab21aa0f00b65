import type { Page } from "@playwright/test";
import { signInAnonymously, type Tour, visitor } from "./tour";

const PASSWORD = "correct horse battery";

/** From a new visitor to an account, and its deletion. */
export async function accountPages(tour: Tour): Promise<void> {
  const { camera } = tour;
  const page = await visitor(tour);
  await page.goto("/account/sign-in");
  await camera.take(page, "account-sign-in");
  await fill(page, ["nobody@example.test", PASSWORD]);
  await page.locator(".account-form .wrong").getByText(/\S/).waitFor();
  await camera.take(page, "account-sign-in-wrong");
  for (const name of ["reset", "reset?token=x", "confirm?token=x"]) {
    await page.goto(`/account/${name}`);
    await camera.take(page, `account-${name.replace(/\?.*/, "-letter")}`);
  }
  await page.goto("/account/create");
  await camera.take(page, "account-create");
  await fill(page, [`lan-${camera.language}@example.test`, PASSWORD]);
  await page.locator(".recovery-code").waitFor();
  await camera.take(page, "account-recovery-code");
  await page.locator("section .btn-ink").click();
  await page.waitForURL(/\/account$/);
  await page.locator(".account-form input").first().fill("Lan Nguyễn");
  await page.locator("textarea").fill("Bến Tre = ben tray, ben tree\nCần Thơ\nMekong");
  await page.locator("input[inputmode=numeric]").fill("90");
  await page.locator(".account-form button[type=submit]").click();
  await page.locator(".account-form .acts [role=status]").getByText(/\S/).waitFor();
  await camera.take(page, "account");
  await page.locator(".account .id").scrollIntoViewIfNeeded();
  await camera.take(page, "account-end");
  await page.locator(".btn-danger").click();
  await page.locator("dialog").waitFor();
  await camera.take(page, "account-delete");
  await page.keyboard.press("Escape");
  await security(tour, page);
  await page.context().close();

  const anonymous = await visitor(tour);
  await anonymous.goto("/account/sign-in");
  await signInAnonymously(anonymous);
  await anonymous.goto("/account");
  await camera.take(anonymous, "account-anonymous");
  await anonymous.context().close();
}

/** Sign-ins, passkeys, password, email, two-step verification and the activity. */
async function security({ camera }: Tour, page: Page): Promise<void> {
  await page.goto("/account/security");
  await page.locator(".table-room tbody tr").first().waitFor();
  await camera.take(page, "account-security");
  await page.locator(".sign-ins .btn").first().click();
  await page.locator(".sign-ins input").waitFor();
  await camera.take(page, "account-rename-sign-in");
  const twoFactor = page
    .locator("section")
    .filter({ has: page.locator("form") })
    .last();
  await twoFactor.locator("input").fill(PASSWORD);
  await twoFactor.locator("button[type=submit]").click();
  await page.locator(".recovery-code").first().waitFor();
  await page.locator("svg.qr, .qr").scrollIntoViewIfNeeded();
  await camera.take(page, "account-two-factor");
}

/** Fills the fields of the page's form in their order, and submits it. */
async function fill(page: Page, values: readonly string[]): Promise<void> {
  for (const [at, value] of values.entries()) await page.locator(".account-form input").nth(at).fill(value);
  await page.locator(".account-form button[type=submit]").click();
}
