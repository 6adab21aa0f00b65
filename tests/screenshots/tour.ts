import type { Browser, Page } from "@playwright/test";
import { NO_FULL_SCREEN } from "#testing/browser/chromium";
import type { TcpProxy } from "#testing/network/tcp-proxy";
import type { ScriptedProduct } from "#testing/scripted-product/scripted-product";
import { TALK } from "#testing/scripted-product/talk";
import type { Camera } from "./camera";
import { canStandStill } from "./still";

/** The parts that all pages of the tour share. */
export type Tour = {
  readonly scripted: ScriptedProduct;
  readonly browser: Browser;
  readonly camera: Camera;
  /** The connection to the product, which can be cut. */
  readonly network: TcpProxy;
  readonly url: string;
  readonly locale: string;
};

export const TITLE = "Living with salt: farming the Mekong Delta";

/** Long, for a busy machine. In ms. */
const PATIENCE_MS = 180_000;

/** A person with a browser of their own. */
export async function visitor(tour: Tour, locale = tour.locale): Promise<Page> {
  const permissions = ["microphone", "screen-wake-lock"];
  const context = await tour.browser.newContext({ baseURL: tour.url, ignoreHTTPSErrors: true, locale, permissions });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(NO_FULL_SCREEN);
  const page = await context.newPage();
  await canStandStill(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  return page;
}

/** Speaks into a new session with three target languages. @returns the session's id */
export async function speak(page: Page): Promise<string> {
  await page.goto("/");
  for (const lang of ["Tiếng Việt", "Español", "العربية"]) {
    if (await page.locator(".reads .chip", { hasText: lang }).isVisible()) continue;
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

/** Words near the end of the last sentence. */
export const LAST_WORDS = "outside Bến Tre";

/** Waits until the talk is on the page and its last sentence is open, on a page that is held still at it. */
export async function untilLastWords(page: Page): Promise<void> {
  const last = page.locator(".log .original").getByText(TALK.at(-1)?.en ?? "");
  await last.waitFor();
  await page.locator(".spoken-now .original").getByText(LAST_WORDS).waitFor();
}

/** Waits until the open sentence has a translation, if the page shows one: the budget may delay it. */
export async function hasTranslated(page: Page): Promise<void> {
  if ((await page.locator(".log .translation").count()) > 0)
    await page.locator(".spoken-now .translation").first().waitFor();
}

/** Makes a link with one press in the panel. @returns the link's address */
export async function createLink(page: Page): Promise<string> {
  await page.locator(".panel .first-link button").click();
  return (await page.locator(".panel .linkline b").getAttribute("title")) ?? "";
}

/** Ends the session of a live page, and answers the question whether it is to end. */
export async function end(page: Page): Promise<void> {
  await page.locator(".dock .apart .btn").click();
  await page.locator("dialog .btn-delete").click();
  await page.locator(".live .ending").waitFor();
}

/** Signs in as an anonymous person, as a first press of Start does. @returns the id of the person */
export async function signInAnonymously(page: Page): Promise<string> {
  await page.evaluate(SIGN_IN);
  return idOf(page);
}

/** The id as in a person's own data. */
export async function idOf(page: Page): Promise<string> {
  return page.evaluate(`fetch("/account/data").then((answer) => answer.json()).then(({ person }) => person.id)`);
}

const SIGN_IN = `fetch("/api/auth/sign-in/anonymous", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" }).then(() => {})`;
