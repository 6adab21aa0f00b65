import type { Page } from "@playwright/test";
import { expectNoBarriers } from "./support/barriers";
import { expect, test, visit } from "./support/test";

const PASSWORD = "correct horse battery";

// Chromium's console message about the wrong password.
test.use({ expected: /the server responded with a status of 403/ });

/** Chromium's virtual authenticator, which checks the person and keeps the passkey. */
async function withAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test("a passkey is added, signs in without a password, and is removed", async ({ page, browser, baseURL }) => {
  await withAuthenticator(page);
  await visit(page, "/account/create");
  const email = `key-${Date.now()}@example.test`;
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Keep my sessions" }).click();
  await expect(page.locator(".recovery-code")).toBeVisible();

  await visit(page, "/account/security");
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: "Passkeys" }) });
  await section.getByLabel("Name of the new passkey").fill("This laptop");
  await section.getByLabel("Current password").fill("a guess");
  await section.getByRole("button", { name: "Add a passkey" }).click();
  await expect(section.getByText("The current password is wrong.")).toBeVisible();
  await section.getByLabel("Current password").fill(PASSWORD);
  await section.getByRole("button", { name: "Add a passkey" }).click();
  await expect(section.getByRole("listitem").filter({ hasText: "This laptop" })).toContainText("Not used yet.");
  await expectNoBarriers(page, "passkeys", [320, 1440]);

  const signOut = async () => {
    await visit(page, "/account");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL("/");
    await visit(page, "/account/sign-in");
  };
  await signOut();
  // The browser offers the passkey at the address field, and the virtual authenticator accepts without a press.
  await page.waitForURL("/sessions");
  await visit(page, "/account/security");
  await expect(section.getByRole("listitem")).toContainText("Last used");

  // In a browser without offers at the field there is a button.
  await page.addInitScript("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
  await signOut();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL("/sessions");
  await visit(page, "/account/security");

  await section.getByRole("button", { name: "Remove: This laptop" }).click();
  await section.getByRole("listitem").getByLabel("Current password").fill(PASSWORD);
  await section.getByRole("button", { name: "Remove passkey" }).click();
  await expect(section.getByRole("listitem")).toHaveCount(0);
  await expect(page.getByText("Passkey removed")).toBeVisible();

  // Browsers have no passkeys for IP addresses.
  const byNumber = await (await browser.newContext({ baseURL: baseURL?.replace("localhost", "127.0.0.1") })).newPage();
  await visit(byNumber, "/account/sign-in");
  await byNumber.getByLabel("Email").fill(email);
  await byNumber.getByLabel("Password").fill(PASSWORD);
  await expect(byNumber.getByRole("button", { name: "Sign in with a passkey" })).toHaveCount(0);
  await byNumber.getByRole("button", { name: "Sign in", exact: true }).click();
  await byNumber.waitForURL("/sessions");
  await visit(byNumber, "/account/security");
  await expect(byNumber.getByText("Passkeys cannot be added here")).toBeVisible();
});
