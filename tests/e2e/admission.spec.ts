import type { Page } from "@playwright/test";
import { runAdmin } from "./support/administrator";
import { expectNoBarriers } from "./support/barriers";
import { expect, idOf, test, visit } from "./support/test";

const PASSWORD = "correct horse battery";

test("an administrator creates an invitation and allows a domain; another person accepts it and creates an account", async ({
  page,
  browser,
}) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.request.post("/api/auth/sign-in/anonymous", { data: {} });
  expect(runAdmin("add", await idOf(page))).toBe(0);
  await visit(page, "/admin/access");
  await page.getByLabel("Recipient").fill("Lan");
  await page.getByRole("button", { name: "Create link" }).click();
  const link = await page.getByLabel("Invitation link, shown only once").inputValue();
  await expect(page.getByText("0 of 1 accepted")).toBeVisible();
  await page.getByLabel("Address or domain").fill("Example.ORG");
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "@example.org" })).toBeVisible();
  await expectNoBarriers(page, "who can start", [1440, 320]);

  const other = await browser.newPage();
  await visit(other, link);
  await expectNoBarriers(other, "an invitation", [1440, 320]);
  await other.getByRole("button", { name: "Accept invitation" }).click();
  await expect(other.getByText("Invitation accepted.")).toBeVisible();
  await expect(other.getByRole("link", { name: "Create account" })).toBeVisible();
  const late = await browser.newPage();
  await visit(late, link);
  await late.getByRole("button", { name: "Accept invitation" }).click();
  await expect(late.getByText("This invitation was used, has expired or was revoked.")).toBeVisible();
  await other.close();
  await late.close();

  await page.getByRole("button", { name: "Remove: @example.org" }).click();
  await expect(page.getByText("No addresses yet.")).toBeVisible();
});

test("an administrator finds, blocks, unblocks and removes a person by keyboard at 320 px", async ({
  page,
  browser,
}) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const email = `block-${Date.now()}@example.test`;
  const other = await browser.newContext({ baseURL: process.env.INTERLINE_URL ?? "" });
  const headers = { origin: process.env.INTERLINE_URL ?? "" };
  await other.request.post("/api/auth/sign-in/anonymous", { headers, data: {} });
  const made = await other.request.post("/api/account/keep", { headers, data: { email, password: PASSWORD } });
  expect(made.ok()).toBe(true);
  await page.request.post("/api/auth/sign-in/anonymous", { data: {} });
  expect(runAdmin("add", await idOf(page))).toBe(0);

  await visit(page, "/admin/people");
  await page.getByRole("searchbox").fill(email);
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=block-/);
  const row = page.getByRole("listitem").filter({ hasText: email });
  const press = async (deed: string) => {
    await page.getByRole("button", { name: `${deed}: ${email}` }).focus();
    await page.keyboard.press("Enter");
    await expectNoBarriers(page, `${deed} a person`, [1440, 320]);
    await page.getByRole("dialog").getByRole("button", { name: deed }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };
  await press("Block");
  await expect(row.getByText("Blocked", { exact: true })).toBeVisible();
  expect(await (await other.request.get("/api/auth/get-session")).json()).toBeNull();
  const signIn = await other.newPage();
  await visit(signIn, "/account/sign-in");
  await fill(signIn, { Email: email, Password: PASSWORD });
  await signIn.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(signIn.getByText("An administrator has blocked this account.")).toBeVisible();
  await expectNoBarriers(page, "people", [1440, 320]);
  await press("Unblock");
  await expect(row.getByText("Blocked", { exact: true })).toHaveCount(0);
  await press("Remove");
  await expect(page.getByText("No people found.")).toBeVisible();
  await other.close();
});

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
}
