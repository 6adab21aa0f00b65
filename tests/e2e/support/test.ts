import { test as base, expect as baseExpect, type Locator, type Page, type Response } from "@playwright/test";
import { NO_FULL_SCREEN } from "#testing/browser/chromium";

/** A busy machine recognises words several times more slowly than they are spoken. */
export const expect = baseExpect.configure({ timeout: 60_000 });
const TEST_MS = 600_000;

/** Playwright's test. It fails on errors in the console, and if a page scrolls sideways at the end. */
export const test = base.extend<{ expected: RegExp; quiet: undefined }>({
  context: async ({ context }, use) => {
    await context.addInitScript(NO_FULL_SCREEN);
    await use(context);
  },
  /** Console messages that a test expects. */
  expected: [/Failed to load resource: the server responded with a status of 404/, { option: true }],
  quiet: [
    async ({ context, expected }, use, testInfo) => {
      testInfo.setTimeout(TEST_MS);
      const complaints: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error" && !expected.test(message.text())) complaints.push(message.text());
      });
      context.on("weberror", (error) => complaints.push(String(error.error())));
      await use(undefined);
      for (const page of context.pages()) expect(await sidewaysPixels(page), `${page.url()} scrolls sideways`).toBe(0);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** The pixels by which a page is wider than its window. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Opens an address. @returns the server's answer, once the page is hydrated */
export async function visit(page: Page, address: string): Promise<Response | null> {
  const answer = await page.goto(address);
  await untilHydrated(page);
  return answer;
}

/** Reloads the page and waits for hydration. */
export async function reload(page: Page): Promise<void> {
  await page.reload();
  await untilHydrated(page);
}

/** Waits until React has hydrated the page: before that, presses have no effect. */
async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea")].every((control) =>
      Object.keys(control).some((key) => key.startsWith("__reactProps")),
    ),
  );
}

/**
 * Presses Start on the start page.
 * @param origin the address of the product; by default the usual one
 * @returns the session's id, once the live page is open
 */
export async function start(page: Page, origin = ""): Promise<string> {
  await visit(page, `${origin}/`);
  await page.locator(".go button").click();
  await page.waitForURL(/\/live\/[\w-]{22}$/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Ends the session, and says yes to the question whether it is to end. */
export async function endSession(page: Page): Promise<void> {
  await page.getByRole("button", { name: "End session" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End session" }).click();
}

/** Starts a session with these additional languages, by their English names. */
export async function startWith(page: Page, langs: readonly string[]): Promise<void> {
  await visit(page, "/");
  for (const lang of langs) {
    await page.getByRole("button", { name: "Add a language" }).click();
    await page.getByRole("combobox", { name: "Find a language" }).fill(lang);
    await page.keyboard.press("Enter");
  }
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL(/\/live\//);
}

/** The id of the page's person, from their own data. */
export async function idOf(page: Page): Promise<string> {
  const own = await (await page.request.get("/account/data")).json();
  return own.person.id;
}

/** The transcript: a log while the session is live, later a region. Readers' pages name it in their language. */
export function transcript(page: Page): Locator {
  const name = /^(Transcript|Transcripción)$/;
  return page.getByRole("log", { name }).or(page.getByRole("region", { name }));
}

export function linesOf(page: Page): Locator {
  return transcript(page).locator(".original");
}

/** The page is still the start page, and no person was signed in. */
export async function expectNothingBegun(page: Page): Promise<void> {
  expect(new URL(page.url()).pathname).toBe("/");
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name)).not.toContain("better-auth.session_token");
}
