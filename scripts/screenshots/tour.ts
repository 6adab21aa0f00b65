import type { Browser, Page } from "@playwright/test";
import type { Hall } from "../../tests/support/hall/hall";
import { TALK } from "../../tests/support/hall/talk";
import type { TcpProxy } from "../../tests/support/tcp-proxy";
import type { Camera } from "./camera";

/** What every part of the tour works with. */
export type Tour = {
  readonly hall: Hall;
  readonly browser: Browser;
  readonly camera: Camera;
  /** The way to the hall that can be cut. */
  readonly network: TcpProxy;
  readonly url: string;
  readonly locale: string;
};

export const TITLE = "Living with salt: farming the Mekong Delta";

/** Somebody with a browser of their own. */
export async function visitor(tour: Tour, locale = tour.locale): Promise<Page> {
  const context = await tour.browser.newContext({ baseURL: tour.url, locale, permissions: ["microphone"] });
  return context.newPage();
}

/** Speaks, with three languages to read. @returns the session's id */
export async function speak(page: Page): Promise<string> {
  await page.goto("/");
  for (const lang of ["Español", "العربية"]) {
    await page.locator(".add").click();
    await page.locator("dialog input").fill(lang);
    await page.keyboard.press("Enter");
  }
  await page.locator(".go button").click();
  await page.waitForURL(/\/live\//);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Gives the session on the page a title. */
export async function entitle(page: Page, title: string): Promise<void> {
  await page.locator(".named .btn").click();
  await page.locator("dialog .input").fill(title);
  await page.keyboard.press("Enter");
  await page.locator("dialog").waitFor({ state: "detached" });
}

/** Until the last whole line of the talk stands there; what follows it is being said. */
export async function hasSpoken(page: Page): Promise<void> {
  await page
    .locator(".seg .original")
    .getByText(TALK.at(-1)?.en ?? "")
    .waitFor();
}

/** One press in the panel. @returns the link's address */
export async function createLink(page: Page): Promise<string> {
  await page.locator(".panel .first-link button").click();
  return (await page.locator(".panel .linkline b").getAttribute("title")) ?? "";
}
