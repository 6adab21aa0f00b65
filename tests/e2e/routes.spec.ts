import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { PASS_HEADER } from "#app/export/address";
import { chromium } from "#testing/browser/chromium";
import { routes, serverActions } from "#testing/entry-points";
import { SENTENCES } from "#testing/examples/speech";
import { SAID } from "#testing/global-setup/end-to-end";
import { signIn } from "#testing/people/person";
import { RawSocket } from "#testing/stack/raw-socket";
import { share } from "#testing/stack/reader";
import { fuzzRoutes } from "./support/fuzz";
import { spokenFile } from "./support/spoken";
import { expect, linesOf, reload, start, test, transcript, visit } from "./support/test";

test.use({ launchOptions: chromium(spokenFile("session", SENTENCES.slice(0, 3))) });

type Row = { readonly path: (sessionId: string) => string; readonly owner: number; readonly others: number };

/** The status of every address for the session's owner, and for others: another user and an unauthenticated browser. */
const ROUTES: Record<string, Row> = {
  "/": { path: () => "/", owner: 200, others: 200 },
  // The same for everyone: the service worker shows it without a network.
  "/offline": { path: () => "/offline", owner: 200, others: 200 },
  "/sessions": { path: () => "/sessions", owner: 200, others: 200 },
  "/sessions/[id]": { path: (id) => `/sessions/${id}`, owner: 200, others: 404 },
  "/sessions/[id]/print": { path: (id) => `/sessions/${id}/print`, owner: 200, others: 404 },
  "/live/[id]": { path: (id) => `/live/${id}`, owner: 200, others: 404 },
  // The same empty page for every token, valid or not: the text comes over the socket.
  "/r/[token]": { path: () => `/r/${"A".repeat(32)}`, owner: 200, others: 200 },
  "/r/[token]/screen": { path: () => `/r/${"A".repeat(32)}/screen`, owner: 200, others: 200 },
  // The page that asks for a short code; join.spec.ts types a right one.
  "/join": { path: () => "/join?code=k7m-4qp", owner: 200, others: 200 },
  "/account": { path: () => "/account", owner: 200, others: 200 },
  "/account/sign-in": { path: () => "/account/sign-in", owner: 200, others: 200 },
  "/account/create": { path: () => "/account/create", owner: 200, others: 200 },
  "/account/reset": { path: () => "/account/reset", owner: 200, others: 200 },
  "/account/confirm": { path: () => "/account/confirm?token=x", owner: 200, others: 200 },
  "/account/confirm-email": { path: () => "/account/confirm-email?token=x", owner: 200, others: 200 },
  // A user gets their own page, an unauthenticated browser the sign-in page.
  "/account/security": { path: () => "/account/security", owner: 200, others: 200 },
  "/account/data": { path: () => "/account/data", owner: 200, others: 200 },
  "/api/account/keep": { path: () => "/api/account/keep", owner: 405, others: 405 },
  "/api/account/confirm": { path: () => "/api/account/confirm", owner: 405, others: 405 },
  "/api/account/confirm-email": { path: () => "/api/account/confirm-email", owner: 405, others: 405 },
  "/api/account/email": { path: () => "/api/account/email", owner: 405, others: 405 },
  "/api/account/password": { path: () => "/api/account/password", owner: 405, others: 405 },
  "/api/account/sign-ins": { path: () => "/api/account/sign-ins", owner: 405, others: 405 },
  "/api/account/name-device": { path: () => "/api/account/name-device", owner: 405, others: 405 },
  "/api/account/passkey-options": { path: () => "/api/account/passkey-options", owner: 405, others: 405 },
  "/api/account/add-passkey": { path: () => "/api/account/add-passkey", owner: 405, others: 405 },
  "/api/account/remove-passkey": { path: () => "/api/account/remove-passkey", owner: 405, others: 405 },
  "/api/account/recover": { path: () => "/api/account/recover", owner: 405, others: 405 },
  "/admin": { path: () => "/admin", owner: 404, others: 404 },
  "/admin/people": { path: () => "/admin/people", owner: 404, others: 404 },
  "/admin/access": { path: () => "/admin/access", owner: 404, others: 404 },
  "/invitation": { path: () => "/invitation?token=x", owner: 200, others: 200 },
  "/api/account/invitation": { path: () => "/api/account/invitation", owner: 405, others: 405 },
  "/api/sessions/[id]/export": { path: (id) => `/api/sessions/${id}/export?format=txt`, owner: 200, others: 404 },
  // This session keeps no sound; tests/integration/sound/stored-sound.test.ts has one that does.
  "/api/sessions/[id]/peaks": { path: (id) => `/api/sessions/${id}/peaks`, owner: 404, others: 404 },
  "/api/sessions/[id]/sound": { path: (id) => `/api/sessions/${id}/sound`, owner: 404, others: 404 },
  "/api/sessions/[id]/words": { path: (id) => `/api/sessions/${id}/words`, owner: 200, others: 404 },
  // The scope of links is tested below.
  "/r/[token]/export": { path: () => `/r/${"A".repeat(32)}/export?format=txt`, owner: 404, others: 404 },
  // tests/integration/sound/link-sound.test.ts has a link that lets its readers listen.
  "/r/[token]/sound": { path: () => `/r/${"A".repeat(32)}/sound`, owner: 404, others: 404 },
  // The texts of the readers' page, in the language of the browser.
  "/api/reader-words": { path: () => "/api/reader-words", owner: 200, others: 200 },
  "/api/auth/[...all]": { path: () => "/api/auth/no-such-thing", owner: 404, others: 404 },
};

/** Words of the session; the sample on the start page differs a little. */
const SPOKEN = /good morning everyone|buenos días todo/i;

/** The data that each server action changes, and the person who may do so. */
const ACTIONS: Record<string, string> = {
  "admin/access/actions.ts allow": "the list of allowed addresses, by an administrator",
  "admin/access/actions.ts disallow": "the list of allowed addresses, by an administrator",
  "admin/access/actions.ts invite": "invitations, by an administrator",
  "admin/access/actions.ts takeBack": "invitations, by an administrator",
  "account/actions.ts bringOwnLanguage": "the cookie of the browser",
  "account/actions.ts save": "the profile of the signed-in person",
  "history/show-places-action.ts showPlaces":
    "nothing; it reads the owner's sessions: tests/integration/store/search.test.ts",
  "history/rename-action.ts rename": "the owner's own sessions; tested below",
  "wording/actions.ts setInterfaceLanguage": "the cookie of the browser",
};

test("every route and server action has a row", () => {
  expect(routes()).toEqual(Object.keys(ROUTES).sort());
  expect(serverActions()).toEqual(Object.keys(ACTIONS).sort());
});

test("each route shows a session to its owner only, and a link's page must not be cached", async ({
  page,
  browser,
}) => {
  const sessionId = await start(page);
  await expect(linesOf(page).first()).toBeVisible();
  const strangers = [await userOf(browser), await unauthenticatedOf(browser)];
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

test("random queries and paths make no page fail, log an error or redirect to another host", async ({ baseURL }) => {
  const said = () => readFileSync(join(process.env.INTERLINE_FOLDER ?? "", SAID), "utf8");
  const before = said().length;
  const { cookie } = await signIn(baseURL ?? "");
  expect(await fuzzRoutes(baseURL ?? "", cookie)).toEqual([]);
  const lines = said().slice(before).split("\n").filter(Boolean);
  // A line that is not JSON is not from the log; 50 is the level of errors.
  expect(lines.filter((line) => !line.startsWith("{") || JSON.parse(line).level >= 50)).toEqual([]);
});

test("a link exports its scope if its owner allowed it, and every other link is refused", async ({
  page,
  browser,
  context,
}) => {
  const sessionId = await start(page);
  const greeting = transcript(page)
    .locator(".seg")
    .filter({ hasText: /good morning/i });
  await expect(greeting.locator(".translation:not(.pending)").first()).toContainText(/buenos días/i);
  const origin = new URL(page.url()).origin;
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const owner = await RawSocket.open(origin, { cookie, origin });
  if (typeof owner === "string") throw new Error(owner);
  const reader = await unauthenticatedOf(browser);
  const file = (token: string, asked: string, pass?: string) =>
    reader.get(`/r/${token}/export?${asked}`, { headers: pass === undefined ? {} : { [PASS_HEADER]: pass } });

  const whole = await share(owner, sessionId, { mayExport: true });
  const taken = await file(whole.token, "format=json");
  expect(taken.headers()).toMatchObject({
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-disposition": expect.stringContaining("attachment"),
  });
  expect(await taken.text()).toMatch(/good morning/i);
  expect((await file(whole.token, "format=exe")).status()).toBe(400);
  const readOnly = await share(owner, sessionId);
  // A preview in a messenger shows a title and a picture, no word of the session, and counts no view.
  for (const path of [`/r/${whole.token}`, `/r/${whole.token}/screen`]) {
    const preview = await (await reader.get(path)).text();
    expect(preview).toMatch(/<meta property="og:title" content="Live captions"\/?>/);
    const [, picture = ""] = /<meta property="og:image" content="([^"]+)"/.exec(preview) ?? [];
    const shown = await reader.get(picture);
    expect([shown.status(), shown.headers()["content-type"]]).toEqual([200, "image/png"]);
    expect(shown.headers()["cross-origin-resource-policy"]).toBe("cross-origin");
    expect(preview).not.toMatch(SPOKEN);
  }
  expect(await owner.ask("link:list", { sessionId })).toMatchObject({ links: [{ views: 0 }, { views: 0 }] });
  expect((await file(readOnly.token, "format=json")).status()).toBe(404);

  const smaller = await share(owner, sessionId, { mayExport: true, original: false, langs: ["es"] });
  expect(await (await file(smaller.token, "format=txt&lang=es&original=0")).text()).toMatch(/buenos días/i);
  expect(await (await file(smaller.token, "format=json")).text()).not.toMatch(/good morning/i);
  for (const outside of ["format=txt", "format=txt&lang=es&original=1", "format=txt&lang=ca&original=0"])
    expect((await file(smaller.token, outside)).status()).toBe(400);

  const locked = await share(owner, sessionId, { mayExport: true, password: "sal y agua" });
  const opened = await RawSocket.read(origin, { link: locked.token });
  const { pass } = await opened.ask("link:unlock", { password: "sal y agua" });
  for (const none of [undefined, "", `${String(pass).slice(0, -4)}AAAA`])
    expect((await file(locked.token, "format=json", none)).status()).toBe(404);
  expect((await file(locked.token, "format=json", String(pass))).status()).toBe(200);
  expect((await file(whole.token, "format=json", String(pass))).status()).toBe(200);

  await owner.ask("link:revoke", { linkId: whole.id });
  expect((await file(whole.token, "format=json")).status()).toBe(404);
  for (const socket of [owner, opened]) socket.close();
});

test("a rename that another user or an unauthenticated browser repeats changes nothing", async ({ page, browser }) => {
  const sessionId = await start(page);
  await expect(linesOf(page).first()).toBeVisible();
  await visit(page, `/sessions/${sessionId}`);
  const renaming = page.waitForRequest((request) => request.method() === "POST" && "next-action" in request.headers());
  await rename(page, "Ours");
  const request = await renaming;
  await expect(page.getByRole("heading", { name: "Ours" })).toBeVisible();
  const { cookie: _, ...headers } = await request.allHeaders();
  const data = request.postData()?.replace("Ours", "Theirs") ?? "";
  for (const stranger of [await userOf(browser), await unauthenticatedOf(browser)]) {
    await stranger.post(request.url(), { headers: plain(headers), data });
  }
  await reload(page);
  await expect(page.getByRole("heading", { name: "Ours" })).toBeVisible();
});

async function rename(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await page.getByRole("button", { name: "Save" }).click();
}

/** Without HTTP/2 pseudo-headers and the length, which the next request sets. */
function plain(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(:|content-length|host)/.test(name)));
}

async function userOf(browser: Browser): Promise<APIRequestContext> {
  const request = await unauthenticatedOf(browser);
  await request.post("/api/auth/sign-in/anonymous", { data: {} });
  return request;
}

async function unauthenticatedOf(browser: Browser): Promise<APIRequestContext> {
  const context = await browser.newContext({ baseURL: process.env.INTERLINE_URL ?? "" });
  return context.request;
}
