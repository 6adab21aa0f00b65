import { test as base, expect as baseExpect, type Locator, type Page, type Response } from "@playwright/test";

/** Words come as fast as the machine recognises them: on one that does much else, several times slower than spoken. */
export const expect = baseExpect.configure({ timeout: 60_000 });
const TEST_MS = 600_000;

/** Playwright's test; a page that complains in the console, or in the end scrolls sideways, fails it. */
export const test = base.extend<{ expected: RegExp; quiet: undefined }>({
  /** Chromium's own words for what a test asked for. */
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

/** How far what a page shows is wider than its window. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Opens an address. @returns what the server answered, once what is pressed on the page is heard */
export async function visit(page: Page, address: string): Promise<Response | null> {
  const answer = await page.goto(address);
  await isAlive(page);
  return answer;
}

/** As whoever reloads the page does. */
export async function reload(page: Page): Promise<void> {
  await page.reload();
  await isAlive(page);
}

/** React has taken over what the server wrote: until then nobody hears what is pressed. */
async function isAlive(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea")].every((control) =>
      Object.keys(control).some((key) => key.startsWith("__reactProps")),
    ),
  );
}

/** Presses Start on the start page. @returns the session's id, once the live page is there */
export async function start(page: Page): Promise<string> {
  await visit(page, "/");
  await page.locator(".go button").click();
  await page.waitForURL(/\/live\/[\w-]{22}$/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Ends the session, and says yes to the question whether it is to end. */
export async function endSession(page: Page): Promise<void> {
  await page.getByRole("button", { name: "End session" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End session" }).click();
}

/** Starts a session that is read in these languages too, by their English names. */
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

/** Who the page's person is, as it stands in their own data. */
export async function idOf(page: Page): Promise<string> {
  const own = await (await page.request.get("/account/data")).json();
  return own.person.id;
}

/** While lines arrive it is a log, afterwards a region. */
export function transcript(page: Page): Locator {
  const name = "Transcript";
  return page.getByRole("log", { name }).or(page.getByRole("region", { name }));
}

export function linesOf(page: Page): Locator {
  return transcript(page).locator(".original");
}

/** Still on the start page, and nobody was signed in for it. */
export async function expectNothingBegun(page: Page): Promise<void> {
  expect(new URL(page.url()).pathname).toBe("/");
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name)).not.toContain("better-auth.session_token");
}
