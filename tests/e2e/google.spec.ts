import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { chromium } from "#testing/browser/chromium";
import { routes } from "#testing/entry-points";
import { SENTENCES } from "#testing/examples/speech";
import { SpeechStandIn } from "#testing/google/speech";
import { scriptedEar } from "#testing/google/speech-ear";
import { GoogleTranslationStandIn } from "#testing/google/translation";
import { replyTo } from "#testing/network/raw-request";
import { temporaryFolder } from "#testing/services/temporary-folder";
import { wallClock } from "#worker/stt/google/clock";
import { spokenFile } from "./support/spoken";
import { test as base, endSession, expect, linesOf, sidewaysPixels, transcript, visit } from "./support/test";

const SPOKEN = SENTENCES.slice(0, 3);

/** The product on all addresses and without PUBLIC_URL, with Google's stand-ins. One per worker of Playwright. */
const test = base.extend<object, { product: string }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright requires the pattern
    async ({}, use) => {
      const google = await new GoogleTranslationStandIn().start();
      const speech = new SpeechStandIn(wallClock, scriptedEar([...SPOKEN, ...SPOKEN]));
      const folder = temporaryFolder();
      const launcher = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
        env: {
          ...process.env,
          PORT: "0",
          HOST: "0.0.0.0",
          ACCESS: "open",
          GOOGLE_OAUTH_CLIENT_ID: "client",
          GOOGLE_OAUTH_CLIENT_SECRET: "secret",
          DATA_DIR: folder,
          LOG_LEVEL: "warn",
          STT_ENGINE: "google",
          SPEECH_EMULATOR_HOST: await speech.listen(),
          TRANSLATION_ENGINE: "google",
          TRANSLATE_EMULATOR_HOST: google.host,
          GOOGLE_CLOUD_PROJECT: "demo",
          METADATA_SERVER_DETECTION: "none",
        },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const exited = once(launcher, "exit");
      for await (const line of createInterface({ input: launcher.stdout })) {
        const address = /^Interline is ready: (\S+)$/.exec(line)?.[1];
        if (!address) continue;
        await use(address);
        break;
      }
      launcher.kill("SIGTERM");
      await exited;
      await google.close();
      speech.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ product }, use) => use(product),
});

test.use({ launchOptions: chromium(spokenFile("session", SPOKEN)) });

test("languages are found among all of Google's by keyboard and by touch, and Arabic runs from right to left @phone-only", async ({
  page,
}) => {
  await visit(page, "/");
  const told = page.getByRole("list", { name: "How your voice and your words are used" });
  await expect(told.getByRole("listitem").filter({ hasText: "Google" })).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Remove Vietnamese" })).toBeVisible();

  await page.getByRole("button", { name: "Add a language" }).press("Enter");
  const field = page.getByRole("combobox", { name: "Find a language" });
  await expect(field).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "190 languages" })).toBeVisible();
  const active = page.locator("[role=option][aria-selected=true]");
  await page.keyboard.press("ArrowDown");
  await expect(active).toHaveText(/Acehnese/);
  await expect(field).toHaveAttribute("aria-activedescendant", (await active.getAttribute("id")) ?? "none");
  await field.fill("qqqq");
  await expect(page.getByText("No matching languages.")).toBeVisible();
  await field.fill("arab");
  await expect(active).toHaveText(/العربية/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Remove Arabic" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a language" })).toBeFocused();

  await page.getByRole("button", { name: "Add a language" }).click();
  await field.fill("日本");
  await page
    .getByRole("dialog")
    .getByRole("option", { name: /Japanese/ })
    .click();
  await page.getByRole("button", { name: "Remove Japanese" }).click();
  expect(await sidewaysPixels(page)).toBe(0);

  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL(/\/live\//);
  await expect(linesOf(page).first()).toHaveText(/good morning/i);
  await expect(transcript(page).locator("[lang=vi]").first()).toHaveText(/^\[vi\] good morning/i);
  // Shows every translation under its line.
  await page.keyboard.press("0");
  const arabic = transcript(page).locator("[lang=ar]").first();
  await expect(arabic).toHaveText(/^\[ar\] good morning/i);
  await expect(arabic).toHaveAttribute("dir", "rtl");
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
});

test("without PUBLIC_URL redirects and Google's callback use the host of the request @phone-only", async ({
  product,
}) => {
  const port = Number(new URL(product).port);
  const redirected: string[] = [];
  const host = "hall.local:3000";
  for (const route of [...routes(), "/sessions/", "//sessions", "/api/auth/callback/google"]) {
    const { headers } = await replyTo(port, "GET", `${route.replace(/\[[^\]]+\]/g, "x")}?code=x&state=x&error=x`, {
      host,
    });
    const { location } = headers;
    if (location === undefined) continue;
    redirected.push(route);
    expect([route, new URL(location, `http://${host}`).host]).toEqual([route, host]);
  }
  expect(redirected).toEqual(expect.arrayContaining(["/account", "/account/data", "/api/auth/callback/google"]));
  const answer = await fetch(`${product}/api/auth/sign-in/social`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ provider: "google", callbackURL: "/sessions" }),
  });
  const { url } = (await answer.json()) as { url: string };
  expect(new URL(url).searchParams.get("redirect_uri")).toBe(`${product}/api/auth/callback/google`);
});
