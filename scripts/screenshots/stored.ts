import type { Page } from "@playwright/test";
import { passwordPage } from "./audience";
import type { Tour } from "./tour";

/** What is there afterwards: the session with its links, and the list. */
export async function storedPages(tour: Tour, { page, id }: { page: Page; id: string }): Promise<void> {
  const { camera } = tour;
  await page.goto(`/sessions/${id}`);
  await camera.take(page, "session");
  await page.locator(".session .acts .btn-ink").click();
  await page.locator(".links li").first().waitFor();
  await page.locator(".link-form input[id$=label]").fill("The board");
  await page.locator(".link-form input[id$=password]").fill("open sesame");
  await page.locator(".link-form > .btn").click();
  await page.locator(".links li").nth(1).waitFor();
  await page.locator(".links .btn-danger").last().click();
  await page.locator(".links .gone").waitFor();
  await camera.take(page, "session-share");
  await page.locator(".links .btn-icon").nth(1).click();
  const address = await page.locator(".code-screen .address").textContent();
  await passwordPage(tour, `${new URL(tour.url).protocol}//${address}`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.locator(".acts .btn-danger").click();
  await camera.take(page, "session-delete");
  await page.keyboard.press("Escape");
  await page.goto("/sessions");
  await camera.take(page, "history");
  await page.goto("/");
  await page.locator(".heard").waitFor();
  await camera.take(page, "start");
}
