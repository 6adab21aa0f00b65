import { openDatabase } from "#store/database";
import { addAdministrator } from "#store/people/administrators";
import { giveHistory } from "./past";
import { end, idOf, speak, type Tour, visitor } from "./tour";

/** The administrator's page during a session. */
export async function adminPage(tour: Tour): Promise<void> {
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
  await watching.locator(".admin tbody tr").first().waitFor();
  await camera.take(watching, "admin");
  await end(page);
  await page.context().close();
}
