import type { Page } from "@playwright/test";
import { chromium } from "#testing/browser/chromium";
import { SENTENCES } from "#testing/examples/speech";
import { runAdmin } from "./support/administrator";
import { expectNoBarriers } from "./support/barriers";
import { spokenFile } from "./support/spoken";
import { endSession, expect, idOf, linesOf, reload, start, test, visit } from "./support/test";

test.use({ launchOptions: chromium(spokenFile("session", SENTENCES.slice(0, 3))) });

const PASSWORD = "correct horse battery";

test("an account keeps the history, a second browser finds it, and no page shows it after the account's deletion", async ({
  page,
  browser,
}) => {
  const email = `anna-${Date.now()}@example.test`;
  const id = await start(page);
  await expect(linesOf(page).first()).toBeVisible();

  // In another tab, while the session is live.
  const tab = await page.context().newPage();
  await visit(tab, "/account");
  await tab.getByRole("link", { name: "Keep my sessions" }).click();
  await fill(tab, { Email: email, Password: PASSWORD });
  await tab.getByRole("button", { name: "Keep my sessions" }).click();
  await expect(tab.locator(".recovery-code")).toHaveText(/^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/);
  await tab.getByRole("button", { name: "Copy" }).click();
  await expect(tab.getByRole("status")).toHaveText("Copied");
  await tab.getByRole("link", { name: "I have saved it" }).click();
  await expect(tab.getByText(`Signed in as ${email}`)).toBeVisible();

  const said = await linesOf(page).count();
  await expect(linesOf(page).nth(said)).toBeVisible();
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();

  const elsewhere = await (await browser.newContext()).newPage();
  await visit(elsewhere, "/account/sign-in");
  await fill(elsewhere, { Email: email, Password: PASSWORD });
  await elsewhere.getByRole("button", { name: "Sign in", exact: true }).click();
  await elsewhere.waitForURL("/sessions");
  await elsewhere.getByRole("list", { name: "Your sessions" }).getByRole("link").first().click();
  await elsewhere.waitForURL(`/sessions/${id}`);
  await expect(linesOf(elsewhere).first()).toBeVisible();

  await visit(elsewhere, "/account");
  const [file] = await Promise.all([
    elsewhere.waitForEvent("download"),
    elsewhere.getByRole("link", { name: "Download" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^interline-data-\d{4}-\d\d-\d\d\.json$/);
  await elsewhere.getByRole("button", { name: "Delete my account" }).click();
  const dialog = elsewhere.getByRole("dialog");
  await dialog.getByLabel("Password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Delete my account" }).click();
  await expect(elsewhere.getByRole("dialog", { name: "Everything was deleted" })).toBeVisible();
  await elsewhere.getByRole("link", { name: "Go to the start page" }).press("Enter");
  await elsewhere.waitForURL("/");
  for (const one of [page, elsewhere]) expect((await visit(one, `/sessions/${id}`))?.status()).toBe(404);
  await visit(page, "/sessions");
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
});

test.describe("in Vietnamese", () => {
  test.use({ locale: "vi-VN" });

  test("axe finds no barrier on pages of the account, and saved settings are there after a reload", async ({
    page,
  }) => {
    for (const name of ["sign-in", "create", "reset", "reset?token=x", "confirm?token=x"]) {
      await visit(page, `/account/${name}`);
      await expectNoBarriers(page, name);
    }
    await visit(page, "/account/create");
    await page.locator("input[type=email]").fill(`x-${Date.now()}@example.test`);
    await page.locator("input[type=password]").fill("short");
    await page.locator(".account-form button[type=submit]").click();
    // The field with the error has the focus, and the error describes it.
    const wrong = page.locator("input[type=password]");
    await expect(wrong).toBeFocused();
    await expect(wrong).toHaveAttribute("aria-invalid", "true");
    await expect(wrong).toHaveAccessibleDescription(/Ít nhất 8 ký tự.*8 đến 128/);
    await expect(page.locator("input[type=email]")).not.toHaveAttribute("aria-invalid");
    await page.locator("input[type=password]").fill(PASSWORD);
    await page.locator(".account-form button[type=submit]").click();
    await expect(page.locator(".recovery-code")).toBeVisible();
    await expectNoBarriers(page, "recovery code");
    await page.locator("section .btn-ink").click();
    await page.waitForURL("/account");

    await visit(page, "/account/security");
    await expect(page.locator(".table-room tbody tr")).not.toHaveCount(0);
    await expectNoBarriers(page, "security", [320, 1440]);
    await page.locator(".sign-ins .btn").first().click();
    await page.locator(".sign-ins input").fill("Hội trường 2");
    await expectNoBarriers(page, "a sign-in that is renamed", [320, 1440]);
    await page.keyboard.press("Enter");
    await expect(page.locator("[role=status]").filter({ hasText: "Đã đổi tên: Hội trường 2." })).toBeVisible();
    await expect(page.locator(".sign-ins .btn").first()).toBeFocused();
    await reload(page);
    await expect(page.locator(".sign-ins strong").first()).toHaveText("Hội trường 2");
    await visit(page, "/account");

    await page.locator(".add").click();
    await page.getByText("Català").click();
    await page.locator("textarea").fill("Bến Tre = ben tray");
    const [days, soundDays] = [page.getByLabel("Tự động xóa phiên"), page.getByLabel("Tự động xóa âm thanh")];
    await days.fill("30");
    await soundDays.fill("7");
    await page.locator(".account-form button[type=submit]").click();
    await expect(page.locator("[role=status]").filter({ hasText: "Đã lưu" })).toHaveText(
      /^Đã lưu: .*Mọi người đọc.*Tự động xóa phiên sau \(ngày\) và Tự động xóa âm thanh đã lưu sau \(ngày\)\.$/,
    );
    await reload(page);
    await expect(page.locator("textarea")).toHaveValue("Bến Tre = ben tray");
    await expect(days).toHaveValue("30");
    await expect(soundDays).toHaveValue("7");
    await expectNoBarriers(page, "profile");
    await page.locator(".btn-danger").click();
    await expectNoBarriers(page, "delete everything");
    await visit(page, "/");
    await expect(page.locator(".chip")).toHaveText(["Català"]);

    expect((await visit(page, "/admin"))?.status()).toBe(404);
    expect(runAdmin("add", await idOf(page))).toBe(0);
    await visit(page, "/admin");
    await expect(page.locator(".admin tbody tr").filter({ hasText: "pocketsphinx, apertium" })).toBeVisible();
    await expectNoBarriers(page, "what runs");
  });
});

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
}
