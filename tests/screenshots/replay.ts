import { giveHistory } from "./past";
import { signInAnonymously, type Tour, visitor } from "./tour";

/** The replay of a finished session: at a search hit, playing, and in each view. */
export async function replayPages(tour: Tour): Promise<void> {
  const { camera } = tour;
  const page = await visitor(tour);
  await page.goto("/sessions");
  const [id] = await giveHistory(tour.scripted, await signInAnonymously(page));
  await page.goto(`/sessions/${id}#at=28000`);
  await page.locator(".transcript [aria-current]").waitFor();
  await camera.take(page, "replay-paused");
  await page.locator(".player .play").click();
  await camera.take(page, "replay-playing");
  await page.locator(".player .play").click();
  await page.locator(".bar [name=lines]").nth(1).check();
  await camera.take(page, "replay-original");
  await page.locator(".bar [name=lines]").nth(2).check();
  await camera.take(page, "replay-translation");
  await page.locator(".bar [name=lines]").nth(0).check();
  await page.locator(".bar [name=view]").last().check();
  await camera.take(page, "replay-all-languages");
  await page.keyboard.press("?");
  await page.locator(".shortcuts").waitFor();
  await camera.take(page, "replay-keyboard", ["desktop"]);
  await page.context().close();
}
