import type { Page } from "@playwright/test";
import { giveHistory } from "./past";
import { signInAnonymously, type Tour, visitor } from "./tour";

/** The start page, for a new and a returning person. */
export async function startPages(tour: Tour): Promise<void> {
  const { camera } = tour;
  const page = await visitor(tour);
  await page.goto("/");
  await camera.take(page, "start-first");
  await hear(page);
  await camera.take(page, "start-microphone");
  await page.locator(".mic-field select").first().selectOption("both");
  await page.locator(".tuning summary").click();
  await page.locator(".processing").waitFor();
  await camera.take(page, "start-both-sounds");
  await page.locator(".mic-field select").first().selectOption("microphone");
  await page.locator(".tuning summary").click();
  await page.locator(".add").click();
  await camera.take(page, "start-languages");
  await page.locator("dialog input").fill("qqqq");
  await camera.take(page, "start-no-language");
  await page.keyboard.press("Escape");
  await page.locator(".reads .chip button").click();
  await page.locator(".captions-only").waitFor();
  await camera.take(page, "start-captions-only");
  await page.goto("/sessions");
  await camera.take(page, "history-empty");
  await page.goto("/nowhere");
  await camera.take(page, "not-found");
  await page.goto("/join?code=222-222");
  await camera.take(page, "join-wrong");

  await giveHistory(tour.scripted, await signInAnonymously(page));
  await page.goto("/");
  await hear(page);
  await camera.take(page, "start");
  await page.locator(".recent").scrollIntoViewIfNeeded();
  await camera.take(page, "start-recent");
  await page.context().close();

  const denied = await visitor(tour);
  await denied.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException("Permission denied", "NotAllowedError");
    };
  });
  await denied.goto("/");
  await denied.locator(".go button").click();
  await denied.locator(".notice").waitFor();
  await camera.take(denied, "start-microphone-denied");
  await denied.context().close();
}

/** Tests the microphone: it opens only after a press. */
async function hear(page: Page): Promise<void> {
  await page.locator(".mic-field > .btn").click();
  await page.locator(".heard").waitFor();
}
