import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { chromium } from "../support/chromium";
import { SENTENCES } from "../support/speech";
import { routes, serverActions } from "../support/surface";
import { spokenFile } from "./spoken";
import { expect, linesOf, start, test } from "./test";

test.use({ launchOptions: chromium(spokenFile("session", SENTENCES.slice(0, 3))) });

type Row = { readonly path: (sessionId: string) => string; readonly owner: number; readonly others: number };

/** What every address answers to the session's owner, and to another user and to nobody, who get the same. */
const ROUTES: Record<string, Row> = {
  "/": { path: () => "/", owner: 200, others: 200 },
  "/sessions": { path: () => "/sessions", owner: 200, others: 200 },
  "/sessions/[id]": { path: (id) => `/sessions/${id}`, owner: 200, others: 404 },
  "/live/[id]": { path: (id) => `/live/${id}`, owner: 200, others: 404 },
  // The same empty page for every token, valid or not: what is read comes over the socket.
  "/r/[token]": { path: () => `/r/${"A".repeat(32)}`, owner: 200, others: 200 },
  "/account": { path: () => "/account", owner: 200, others: 200 },
  "/account/sign-in": { path: () => "/account/sign-in", owner: 200, others: 200 },
  "/account/create": { path: () => "/account/create", owner: 200, others: 200 },
  "/account/reset": { path: () => "/account/reset", owner: 200, others: 200 },
  "/account/confirm": { path: () => "/account/confirm?token=x", owner: 200, others: 200 },
  // Each gets their own, nobody the page to sign in.
  "/account/data": { path: () => "/account/data", owner: 200, others: 200 },
  "/api/account/keep": { path: () => "/api/account/keep", owner: 405, others: 405 },
  "/api/account/confirm": { path: () => "/api/account/confirm", owner: 405, others: 405 },
  "/api/account/recover": { path: () => "/api/account/recover", owner: 405, others: 405 },
  "/admin": { path: () => "/admin", owner: 404, others: 404 },
  "/api/sessions/[id]/export": { path: (id) => `/api/sessions/${id}/export?format=txt`, owner: 200, others: 404 },
  // What a link allows is tested in tests/integration/store/export-by-link.test.ts.
  "/r/[token]/export": { path: () => `/r/${"A".repeat(32)}/export?format=txt`, owner: 404, others: 404 },
  "/api/auth/[...all]": { path: () => "/api/auth/no-such-thing", owner: 404, others: 404 },
};

/** What the session holds; the sample of the start page says it a little differently. */
const SPOKEN = /good morning everyone|buenos días todo/i;

/** Whom each server action changes anything for. */
const ACTIONS: Record<string, string> = {
  "account/actions.ts bringOwnLanguage": "the cookie of whoever asks",
  "account/actions.ts save": "whoever asks, by their sign-in",
  "history/actions.ts showPlaces": "nothing; it reads the owner's own sessions: tests/integration/store/search.test.ts",
  "sessions/actions.ts rename": "the owner's own sessions; tested below",
  "wording/actions.ts setInterfaceLanguage": "the cookie of whoever asks",
};

test("every route and server action has a row", () => {
  expect(routes().filter((route) => !(route in ROUTES))).toEqual([]);
  expect(serverActions().filter((action) => !(action in ACTIONS))).toEqual([]);
});

test("each route shows a session to its owner only, and a link's page is nobody else's to keep", async ({
  page,
  browser,
}) => {
  const sessionId = await start(page);
  await expect(linesOf(page).first()).toBeVisible();
  const strangers = [await userOf(browser), await nobodyOf(browser)];
  for (const route of routes()) {
    const { path, owner, others } = ROUTES[route] ?? { path: () => route, owner: 0, others: 0 };
    const mine = await page.request.get(path(sessionId));
    expect([route, mine.status()]).toEqual([route, owner]);
    for (const stranger of strangers) {
      const answer = await stranger.get(path(sessionId));
      expect([route, answer.status()]).toEqual([route, others]);
      expect(await answer.text()).not.toMatch(SPOKEN);
    }
    if (!route.startsWith("/r/")) continue;
    const headers = (await strangers[0]?.get(path(sessionId)))?.headers() ?? {};
    expect(headers["cache-control"]).toContain("no-store");
    expect(headers).toMatchObject({
      "referrer-policy": "no-referrer",
      "x-robots-tag": expect.stringContaining("noindex"),
    });
  }
});

test("a rename that another user or nobody repeats changes nothing", async ({ page, browser }) => {
  const sessionId = await start(page);
  await expect(linesOf(page).first()).toBeVisible();
  await page.goto(`/sessions/${sessionId}`);
  const renaming = page.waitForRequest((request) => request.method() === "POST" && "next-action" in request.headers());
  await rename(page, "Ours");
  const request = await renaming;
  await expect(page.getByRole("heading", { name: "Ours" })).toBeVisible();
  const { cookie: _, ...headers } = await request.allHeaders();
  const data = request.postData()?.replace("Ours", "Theirs") ?? "";
  for (const stranger of [await userOf(browser), await nobodyOf(browser)]) {
    await stranger.post(request.url(), { headers: plain(headers), data });
  }
  await page.reload();
  await expect(page.getByRole("heading", { name: "Ours" })).toBeVisible();
});

async function rename(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("button", { name: "Save" }).click();
}

/** HTTP/2 names and lengths are the next request's own. */
function plain(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(:|content-length|host)/.test(name)));
}

async function userOf(browser: Browser): Promise<APIRequestContext> {
  const request = await nobodyOf(browser);
  await request.post("/api/auth/sign-in/anonymous", { data: {} });
  return request;
}

async function nobodyOf(browser: Browser): Promise<APIRequestContext> {
  const context = await browser.newContext({ baseURL: process.env.INTERLINE_URL ?? "" });
  return context.request;
}
