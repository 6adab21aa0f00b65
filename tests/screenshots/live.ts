import type { Page } from "@playwright/test";
import { goOn, standStillAt } from "./still";
import {
  createLink,
  end,
  entitle,
  hasTranslated,
  LAST_WORDS,
  speak,
  TITLE,
  type Tour,
  untilLastWords,
  visitor,
} from "./tour";

/** A session during a talk, and its interruptions. */
export async function livePages(tour: Tour): Promise<void> {
  const { camera } = tour;
  const page = await visitor(tour);
  await speak(page);
  // The first sentence is closed as soon as the second one begins.
  await page.locator(".seg").nth(1).waitFor();
  // The speaker is silent while the readers join, or the worker would have to catch up.
  await page.keyboard.press("p");
  await page.locator(".notices .notice").waitFor();
  await camera.take(page, "live-no-link", ["desktop"]);
  await entitle(page, TITLE);
  const address = await createLink(page);
  await camera.take(page, "live-without-readers", ["desktop"]);
  const readers = await Promise.all(["vi-VN", "vi-VN", "es-ES", "ar"].map((locale) => read(tour, address, locale)));
  await page.locator(".count b").getByText("4").waitFor();
  await standStillAt(page, LAST_WORDS);
  await page.keyboard.press("p");
  await untilLastWords(page);
  await hasTranslated(page);
  await camera.take(page, "live");
  await page.keyboard.press("0");
  await camera.take(page, "live-all");
  await page.keyboard.press("1");
  await goOn(page);
  await page.keyboard.press("p");
  await page.locator(".notices .notice").waitFor();
  await camera.take(page, "live-paused");
  await page.keyboard.press("p");
  await overlays(tour, page);
  for (const reader of readers) await reader.context().close();

  await page.locator(".scroll").hover();
  await page.mouse.wheel(0, -4_000);
  await page.locator(".jump").waitFor();
  await camera.take(page, "live-scrolled");
  await page.locator(".jump").click();
  await troubles(tour, page);
  await page.context().close();
}

async function read(tour: Tour, address: string, locale: string): Promise<Page> {
  const reader = await visitor(tour, locale);
  await reader.goto(address);
  await reader.locator(".seg").first().waitFor();
  return reader;
}

/** Dialogs and panels of the live page. */
async function overlays({ camera }: Tour, page: Page): Promise<void> {
  await page.locator(".stage > .panel .health").scrollIntoViewIfNeeded();
  await camera.take(page, "live-health", ["desktop"]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator(".share-open").click();
  await camera.take(page, "live-audience", ["phone"]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator(".audience-sheet .health .switch").scrollIntoViewIfNeeded();
  await camera.take(page, "live-audience-health", ["phone"]);
  await page.keyboard.press("Escape");
  await page.locator(".audience-sheet").waitFor({ state: "detached" });
  await page.locator(".languages-open").click();
  await page.locator("dialog .reads").waitFor();
  await camera.take(page, "live-languages");
  await page.keyboard.press("Escape");
  await page.keyboard.press("f");
  await page.locator(".code-screen .qr path").waitFor();
  await camera.take(page, "live-code");
  await page.keyboard.press("Escape");
  await page.locator(".code-screen").waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await page.locator(".shortcuts").waitFor();
  await camera.take(page, "live-keyboard", ["desktop"]);
  await page.keyboard.press("Escape");
  await page.locator(".named .btn").click();
  await camera.take(page, "rename");
  await page.keyboard.press("Escape");
  await page.locator(".talk .edit-line").last().click();
  await camera.take(page, "live-editor");
  await page.keyboard.press("Escape");
}

/** A lost connection, another window that takes over, and the end. */
async function troubles(tour: Tour, page: Page): Promise<void> {
  const { camera, network } = tour;
  network.refuse();
  await page.locator(".notices .notice-late").waitFor();
  await camera.take(page, "live-reconnecting");
  network.heal();
  await page.locator(".notices .notice-late").waitFor({ state: "detached" });

  const second = await page.context().newPage();
  await second.goto(page.url());
  await second.locator(".dock .acts .btn").click();
  await page.locator(".notices .notice").waitFor();
  await camera.take(page, "live-elsewhere");
  await second.close();
  await page.locator(".notices .notice .btn, .dock .acts .btn").first().click();
  await end(page);
  await camera.take(page, "live-ended");
}
