import { TALK } from "#testing/scripted-product/talk";
import { createLink, openAudience, reader } from "./support/audience";
import { test } from "./support/scripted-product";
import { expect, startWith, visit } from "./support/test";

test("a short code is shown with the languages, opens the link in every spelling, and stops when it is removed @phone", async ({
  page,
  browser,
}) => {
  await startWith(page, ["Spanish"]);
  const address = await createLink(page);
  await page.getByRole("button", { name: "Show QR code full screen" }).locator("visible=true").click();
  const screen = page.locator(".code-screen");
  const shown = (await screen.locator(".address").textContent()) ?? "";
  expect(shown).toMatch(/^[^/]+\/[2-9a-z]{3}-[2-9a-z]{3}$/);
  await expect(screen.getByRole("listitem")).toHaveText(["English", "Tiếng Việt", "Español"]);
  await expect(screen.getByText(/^The code works until /)).toBeVisible();
  const [, code = ""] = shown.split("/");
  const isLink = ({ pathname }: URL) => pathname === new URL(address).pathname;

  const reading = await reader(browser, "es-ES");
  await visit(reading, "/join?code=222-222");
  const field = reading.getByLabel("Código de la sesión");
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/^Este código no funciona/);
  await field.fill(code.toUpperCase().replace("-", " "));
  await field.press("Enter");
  await reading.waitForURL(isLink);
  await expect(reading.getByRole("log").locator("[lang=es]").first()).toHaveText(TALK[0].es);
  for (const typed of [`/${code}`, `/${code.toUpperCase().replace("-", "")}`]) {
    await visit(reading, typed);
    await reading.waitForURL(isLink);
  }

  await page.keyboard.press("Escape");
  await openAudience(page);
  await page.getByRole("button", { name: "All links" }).locator("visible=true").click();
  await page.getByRole("button", { name: /^Remove the short code/ }).click();
  await expect(page.getByRole("button", { name: /^Create a short code/ })).toBeVisible();
  await visit(reading, `/${code}`);
  await expect(field).toHaveValue(code);
  await expect(reading.getByText(/^Este código no funciona/)).toBeVisible();
  await reading.context().close();
});
