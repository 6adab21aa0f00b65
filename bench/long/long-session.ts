import { chromium as engine, type Page } from "@playwright/test";
import { chromium } from "#testing/browser/chromium";
import { type Person, signIn } from "#testing/people/person";
import { ScriptedProduct } from "#testing/scripted-product/scripted-product";
import { fillLongSession } from "#testing/stack/fill-long-session";
import { RawSocket } from "#testing/stack/raw-socket";
import { share } from "#testing/stack/reader";
import { type Figures, round, type Spread, spreadOf } from "../figures";
import { PageWork } from "./page-work";

const KEYS = 30;
/** A word in every third line, one in every thousandth, and a letter in every line. */
const SOUGHT = ["water", "quinquereme", "e"];

/**
 * Opens a session of this many lines as its owner's page, the live page and a reader's page, and measures loading, typing in
 * a line and finding words. Needs a build.
 */
export async function benchLongSession(lines: number): Promise<Figures> {
  const product = await ScriptedProduct.open({ PAGES_PER_ADDRESS_MINUTE: "100000" });
  const browser = await engine.launch(chromium());
  try {
    const person = await signIn(product.url);
    const ownerId = await idOf(product.url, person);
    const databaseUrl = product.services.databaseUrl;
    const ended = await fillLongSession(databaseUrl, { ownerId, lines, isLive: false });
    const live = await fillLongSession(databaseUrl, { ownerId, lines, isLive: true });
    const socket = await RawSocket.open(product.url, { token: person.token });
    if (typeof socket === "string") throw new Error(socket);
    const link = await share(socket, live);
    const open = async () => {
      const context = await browser.newContext({ locale: "en-US", viewport: { width: 1440, height: 900 } });
      const [name = "", value = ""] = person.cookie.split(/=(.*)/s);
      await context.addCookies([{ name, value, url: product.url }]);
      return context.newPage();
    };
    const figures: Record<string, Figures> = {};
    for (const [name, path] of [
      ["session", `/sessions/${ended}`],
      ["live", `/live/${live}`],
      ["reader", `/r/${link.token}`],
    ] as const) {
      // The first visit warms the server up.
      await load(await open(), product.url + path, lines);
      const page = await open();
      const loaded = await load(page, product.url + path, lines);
      const work = await PageWork.of(page);
      const typed: Figures = name === "reader" ? {} : { key: await typeInLine(page, work) };
      const found: Figures = name === "session" ? { find: await find(page) } : {};
      figures[name] = { ...loaded, ...typed, ...found, heapMiB: round(await work.heapMiB(), 0) };
      console.log(`${name}: ${JSON.stringify(figures[name])}`);
      await page.context().close();
    }
    socket.close();
    return { lines, ...figures };
  } finally {
    await browser.close();
    await product.close();
  }
}

async function idOf(url: string, { cookie }: Person): Promise<string> {
  const answer = await fetch(`${url}/account/data`, { headers: { cookie } });
  return ((await answer.json()) as { person: { id: string } }).person.id;
}

/** Milliseconds from the request of the page: to its first line, to its last, and to the end of the work that followed. */
async function load(page: Page, address: string, lines: number): Promise<Figures> {
  await page.addInitScript(() => {
    const times = { busyUntil: 0, longest: 0 };
    Object.assign(window, { times });
    new PerformanceObserver((tasks) => {
      for (const { startTime, duration } of tasks.getEntries()) {
        times.busyUntil = startTime + duration;
        times.longest = Math.max(times.longest, duration);
      }
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto(address, { waitUntil: "commit" });
  const shownAt = async (seq: number) => {
    const shown = await page.waitForFunction(
      (key) => document.querySelector(`[data-segment="${key}"]`) && performance.now(),
      seq,
      { polling: "raf", timeout: 120_000 },
    );
    return shown.jsonValue();
  };
  const [first, last] = await Promise.all([shownAt(1), shownAt(lines)]);
  await page.waitForTimeout(2_000);
  const { busyUntil, longest } = (await page.evaluate("times")) as { busyUntil: number; longest: number };
  return {
    firstLine: round(Number(first), 0),
    lastLine: round(Number(last), 0),
    settled: round(Math.max(Number(last), busyUntil), 0),
    longestTask: round(longest, 0),
  };
}

/** Milliseconds of the main thread for each key that is typed in a line in the middle of the page. */
async function typeInLine(page: Page, work: PageWork): Promise<Spread> {
  const edit = page.locator(".edit-line");
  await edit.nth(Math.floor((await edit.count()) / 2)).click();
  const times: number[] = [];
  for (let key = 0; key < KEYS; key += 1) times.push(await work.busyMs(() => page.keyboard.press("a")));
  await page.keyboard.press("Escape");
  return spreadOf(times);
}

/** Milliseconds from the last key in the field to the number of matches. */
async function find(page: Page): Promise<Figures> {
  const found: Record<string, number> = {};
  for (const words of SOUGHT) {
    await page.locator(".find-in input").fill("");
    await page.waitForTimeout(500);
    await page.evaluate(() => {
      document.addEventListener("input", () => Object.assign(window, { typedAt: performance.now() }), {
        capture: true,
      });
    });
    await page.locator(".find-in input").fill(words);
    const after = await page.waitForFunction(
      () => {
        const count = document.querySelector(".found-in [role=status]")?.textContent ?? "";
        return /[1-9]/.test(count) && performance.now() - (window as unknown as { typedAt: number }).typedAt;
      },
      undefined,
      { polling: "raf", timeout: 60_000 },
    );
    found[words] = round(Number(await after.jsonValue()), 0);
  }
  return found;
}
