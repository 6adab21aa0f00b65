import { withPostgres } from "#scripts/databases/postgres-client";
import { giveHistory } from "./past";
import { signInAnonymously, type Tour, visitor } from "./tour";

/** The history: the list, search results, and actions on several sessions. */
export async function historyPages(tour: Tour): Promise<void> {
  const { camera, scripted } = tour;
  const page = await visitor(tour);
  await page.goto("/sessions");
  await giveHistory(scripted, await signInAnonymously(page));
  await page.goto("/sessions");
  await page.locator(".item").first().waitFor();
  await camera.take(page, "history");
  await page.goto("/sessions?q=salt");
  await page.locator(".hit").first().waitFor();
  await camera.take(page, "history-found");
  await page.goto("/sessions?q=tôi");
  await page.locator(".hits .btn").waitFor();
  await camera.take(page, "history-places");
  await page.locator(".hits .btn").click();
  await page.locator(".hits").first().locator(".hit").nth(4).waitFor();
  await camera.take(page, "history-all-places");
  await page.goto("/sessions?q=sal&lang=es&days=dates&from=2026-01-01&state=ended");
  await page.locator(".item").first().waitFor();
  await camera.take(page, "history-filters");
  await page.goto("/sessions?q=pepper");
  await page.locator(".empty").waitFor();
  await camera.take(page, "history-nothing");
  await page.goto("/sessions");
  for (const at of [1, 2]) await page.locator(".item .pick input").nth(at).check();
  await page.locator(".chosen").waitFor();
  await camera.take(page, "history-chosen");
  await page.locator(".chosen .btn-danger").click();
  await page.locator("dialog").waitFor();
  await camera.take(page, "history-delete-many");
  await page.keyboard.press("Escape");
  await page.locator(".item-acts button").first().click();
  await page.locator("dialog").waitFor();
  await camera.take(page, "history-rename");
  await page.keyboard.press("Escape");
  const { databaseUrl } = scripted.services;
  await withPostgres(databaseUrl, async (client) => {
    await client.query("BEGIN; LOCK TABLE session");
    await page.goto("/sessions", { waitUntil: "commit" });
    await page.locator(".bone").first().waitFor();
    await camera.take(page, "history-loading");
  });
  await page.locator(".item").first().waitFor();
  const rename = (from: string, to: string) =>
    withPostgres(databaseUrl, (client) => client.query(`ALTER TABLE ${from} RENAME TO ${to}`));
  await rename("session", "gone");
  await page.goto("/sessions");
  await page.locator(".notice-failed").waitFor();
  await camera.take(page, "history-error");
  await rename("gone", "session");
  await page.locator(".notice-failed .btn").click();
  await page.locator(".item").first().waitFor();
  await page.context().close();
}
