import type { Page } from "@playwright/test";
import { openDatabase } from "#store/database";
import { addAdministrator } from "#store/people/administrators";
import { giveHistory } from "./past";
import { end, idOf, speak, type Tour, visitor } from "./tour";

/** The administrators' pages during a session, and an invitation. */
export async function adminPages(tour: Tour): Promise<void> {
  const { camera, scripted } = tour;
  const page = await visitor(tour);
  await speak(page);
  await page.locator(".seg").first().waitFor();
  const id = await idOf(page);
  await giveHistory(scripted, id);
  const opened = openDatabase(scripted.services.databaseUrl, 1);
  await addAdministrator(id);
  await opened.close();
  const watching = await page.context().newPage();
  await watching.goto("/admin");
  // Sessions, workers and queues, and the activity.
  await watching.locator(".admin .table-room").nth(3).waitFor();
  await camera.take(watching, "admin");
  await people(tour, watching);
  await access(tour, watching);
  await end(page);
  await page.context().close();
}

/** The list of people, and the questions before one is blocked or removed. */
async function people({ camera }: Tour, page: Page): Promise<void> {
  await page.goto("/admin/people?who=anonymous");
  await page.locator(".people li").first().waitFor();
  await camera.take(page, "admin-people");
  const one = page.locator(".people li").filter({ has: page.locator(".btn-danger") });
  for (const [at, name] of ["admin-block", "admin-remove"].entries()) {
    await one.first().locator(".btn").nth(at).click();
    await page.locator("dialog").waitFor();
    await camera.take(page, name);
    await page.keyboard.press("Escape");
  }
  await page.goto("/admin/people?q=nobody-of-this-name");
  await camera.take(page, "admin-no-people");
}

/** Invitations and allowed addresses, and the invited person's page. */
async function access(tour: Tour, page: Page): Promise<void> {
  const { camera } = tour;
  await page.goto("/admin/access");
  await page.locator(".account-form").first().waitFor();
  await camera.take(page, "admin-access-empty");
  await page.locator(".account-form input").first().fill("Lan Nguyễn");
  await page.locator(".account-form button[type=submit]").first().click();
  await page.locator(".invitation input").waitFor();
  await page.locator(".account-form input").last().fill("@example.org");
  await page.locator(".account-form button[type=submit]").last().click();
  await page.locator("li", { hasText: "@example.org" }).waitFor();
  await camera.take(page, "admin-access");
  const invited = await visitor(tour);
  await invited.goto(await page.locator(".invitation input").inputValue());
  await camera.take(invited, "invitation");
  await invited.context().close();
}
