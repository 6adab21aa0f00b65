import type { Browser, Page } from "@playwright/test";
import type { Hall } from "../../tests/support/hall/hall";
import { DRAFT_STANDS_AT } from "../../tests/support/hall/reciter";
import { TALK, UNFINISHED } from "../../tests/support/hall/talk";
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

/** Long, for a machine that does much else. */
const PATIENCE_MS = 180_000;

/** Somebody with a browser of their own. */
export async function visitor(tour: Tour, locale = tour.locale): Promise<Page> {
  const permissions = ["microphone"];
  const context = await tour.browser.newContext({ baseURL: tour.url, ignoreHTTPSErrors: true, locale, permissions });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  return page;
}

/** Speaks, with three languages to read, until the last sentence stands as a draft. @returns the session's id */
export async function speak({ hall }: Tour, page: Page): Promise<string> {
  hall.faults.set({ at: "hear", word: DRAFT_STANDS_AT, hold: true });
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

/** Until the talk stands there, and of its last sentence as much as is said of it. */
export async function hasSpoken(page: Page): Promise<void> {
  const [last] = UNFINISHED.en.split(" and");
  await page
    .locator(".seg .original")
    .getByText(TALK.at(-1)?.en ?? "")
    .waitFor();
  await page
    .locator(".draft .original")
    .getByText(last ?? "")
    .waitFor();
}

/** One press in the panel. @returns the link's address */
export async function createLink(page: Page): Promise<string> {
  await page.locator(".panel .first-link button").click();
  return (await page.locator(".panel .linkline b").getAttribute("title")) ?? "";
}

/** Somebody whom the product knows from now on, as if they had pressed Start once. @returns who they are */
export async function becomeSomebody(page: Page): Promise<string> {
  await page.request.post("/api/auth/sign-in/anonymous", { data: {}, headers: { origin: new URL(page.url()).origin } });
  return idOf(page);
}

/** As it stands in a person's own data. */
export async function idOf(page: Page): Promise<string> {
  const own = await (await page.request.get("/account/data")).json();
  return own.person.id;
}
