import { rmSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { SAMPLE_RATE } from "#protocol/sound";
import type { Caption } from "#scripts/speak/captions";
import { speak } from "#scripts/speak/speak";
import { TcpProxy } from "#testing/network/tcp-proxy";
import { UpgradeRefusingProxy } from "#testing/network/upgrade-refusing-proxy";
import { buildPagesBelowPath } from "#testing/scripted-product/pages-below-path";
import { ScriptedProduct } from "#testing/scripted-product/scripted-product";
import { TALK } from "#testing/scripted-product/talk";
import { freePort } from "#testing/services/free-port";
import { createLink } from "./support/audience";
import { endSession, expect, linesOf, test, transcript, visit } from "./support/test";

const PATH = "/captions";
const PASSWORD = "correct horse battery";

const GOOGLE = { GOOGLE_OAUTH_CLIENT_ID: "interline", GOOGLE_OAUTH_CLIENT_SECRET: "not a secret" };

type Site = {
  readonly product: ScriptedProduct;
  /** The way from the proxy to the product. */
  readonly network: TcpProxy;
  readonly proxy: UpgradeRefusingProxy;
  readonly pages: string;
};
let site: Site;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  const port = await freePort();
  const network = await new TcpProxy({ host: "127.0.0.1", port }).listen();
  const proxy = await UpgradeRefusingProxy.listen([network.port]);
  proxy.refuses = 0;
  const env = { PORT: String(port), PUBLIC_URL: `${proxy.url}${PATH}/`, ...GOOGLE };
  const pages = buildPagesBelowPath(env.PUBLIC_URL);
  const product = await ScriptedProduct.open(env, JSON.parse(process.env.INTERLINE_SCRIPTED_PRODUCT ?? ""), pages);
  site = { product, network, proxy, pages };
});

test.afterAll(async () => {
  await site.product.close();
  await site.proxy.close();
  await site.network.close();
  rmSync(site.pages, { recursive: true, force: true });
});

/** Notes the paths that pages ask for from now on, by HTTP and by websocket. */
function pathsOf(context: BrowserContext): Record<"requests" | "websockets", string[]> {
  const paths = { requests: [] as string[], websockets: [] as string[] };
  const note = (list: string[], address: string) => {
    // Downloads and pictures that a page makes itself have no server.
    if (/^(http|ws)/.test(address)) list.push(new URL(address).pathname);
  };
  context.on("request", (request) => note(paths.requests, request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => note(paths.websockets, socket.url())));
  return paths;
}

function isOutside(path: string): boolean {
  return path !== PATH && !path.startsWith(`${PATH}/`);
}

function at(page: Page, path: string): Promise<void> {
  return page.waitForURL(`${site.proxy.url}${PATH}${path}`);
}

// A missing page, and the websockets that the proxy refuses.
test.use({ expected: /status of 404|WebSocket connection to .* failed|net::ERR_/ });

test("below a path people speak, read, export, keep an account and sign in and out, and no request leaves the path", async ({
  browser,
}) => {
  const { proxy, product } = site;
  const context = await browser.newContext({ permissions: ["microphone"], locale: "en-US", acceptDownloads: true });
  const asked = pathsOf(context);
  const page = await context.newPage();

  await visit(page, `${proxy.url}${PATH}/`);
  const worker = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(worker).toBe(proxy.url + PATH);
  const manifest = await page.request.get(
    `${proxy.url}${await page.locator("link[rel=manifest]").getAttribute("href")}`,
  );
  expect(await manifest.json()).toMatchObject({ start_url: PATH, scope: PATH });
  await page.getByRole("button", { name: "Add a language" }).click();
  await page.getByRole("combobox", { name: "Find a language" }).fill("Spanish");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL(/\/captions\/live\/[\w-]{22}$/);
  await expect(transcript(page).getByText(TALK[0].en, { exact: true })).toBeVisible();
  const link = await createLink(page);
  expect(link).toMatch(new RegExp(`^${proxy.url}${PATH}/r/[\\w-]+$`));

  // A reader comes by the short code, behind a network that refuses websockets.
  const code = page.getByText(/\/captions\/\w{3}-\w{3}$/).locator("visible=true");
  const typed = (await code.textContent()) ?? "";
  proxy.refuses = Number.POSITIVE_INFINITY;
  const reading = await (await browser.newContext({ locale: "es-ES" })).newPage();
  const askedByReader = pathsOf(reading.context());
  await visit(reading, `http://${typed}`);
  expect(reading.url()).toBe(link);
  await expect(transcript(reading).getByText(TALK[0].es, { exact: true })).toBeVisible();
  await expect(reading.getByText("Esta red bloquea la conexión rápida (WebSocket).")).toBeVisible();
  proxy.refuses = 0;
  await reading.goto(`${link}/screen?code=on`);
  await expect(reading.locator(".join .short")).toHaveText(typed);
  await expect(reading.locator("main .text").first()).toContainText(TALK[0].es);

  await endSession(page);
  await page.getByRole("link", { name: "Open the session" }).click();
  await page.waitForURL(/\/captions\/sessions\/[\w-]{22}$/);
  await expect(linesOf(page).first()).toHaveText(TALK[0].en);
  await page.getByText("Export", { exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download SRT" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.srt$/);

  await visit(page, `${proxy.url}${PATH}/account/create`);
  const email = "anna@example.test";
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Keep my sessions" }).click();
  await page.getByRole("link", { name: "I have saved it" }).click();
  await at(page, "/account");
  await page.getByRole("button", { name: "Sign out" }).click();
  await at(page, "/");
  await visit(page, `${proxy.url}${PATH}/account/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await at(page, "/sessions");
  const google = await page.request.post(`${proxy.url}${PATH}/api/auth/sign-in/social`, {
    headers: { origin: proxy.url },
    data: { provider: "google", callbackURL: `${PATH}/sessions` },
  });
  const { searchParams } = new URL((await google.json()).url);
  expect(searchParams.get("redirect_uri")).toBe(`${proxy.url}${PATH}/api/auth/callback/google`);
  await expect(page.getByRole("list", { name: "Your sessions" }).getByRole("link")).not.toHaveCount(0);

  expect((await visit(page, `${proxy.url}${PATH}/no/such/page`))?.status()).toBe(404);
  await page.getByRole("link", { name: "Go to the start page" }).click();
  await at(page, "");
  expect(new Set(asked.websockets)).toEqual(new Set([`${PATH}/socket.io/`]));
  expect(askedByReader.requests).toContain(`${PATH}/stream`);
  expect([...asked.requests, ...askedByReader.requests, ...askedByReader.websockets].filter(isOutside)).toEqual([]);

  // Both addresses of the start page open without a network.
  site.network.refuse();
  for (const start of [PATH, `${PATH}/`]) {
    await page.goto(proxy.url + start);
    await expect(page.getByRole("heading", { name: "No connection" })).toBeVisible();
  }
  site.network.heal();
  await expect(page.getByRole("button", { name: "Start" })).toBeVisible();

  // Programs of the machine ask the process itself; nothing else is outside the path.
  expect((await page.request.get(`${product.url}/healthz`)).status()).toBe(200);
  expect((await page.request.get(`${proxy.url}${PATH}/healthz`)).status()).toBe(200);
  for (const path of ["/", "/sessions", "/captionsandmore", "/icon.svg"])
    expect((await page.request.get(proxy.url + path)).status(), path).toBe(404);
  await page.close();
  await context.close();
  await reading.context().close();
});

test("`npm run speak` speaks to a site below a path", async () => {
  const said: Caption[] = [];
  const url = `${site.proxy.url}${PATH}`;
  const samples = new Int16Array(10 * SAMPLE_RATE);
  await speak(
    { url, from: "en-US", to: ["es"], pace: 10, json: true, file: "" },
    null,
    samples,
    (one) => said.push(one),
    new AbortController().signal,
  );
  const texts = said.map((one) => ("text" in one ? one.text : ""));
  expect(texts).toContain(TALK[0].en);
  expect(texts).toContain(TALK[0].es);
});
