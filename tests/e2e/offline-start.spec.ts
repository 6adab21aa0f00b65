import type { Page } from "@playwright/test";
import { chromium } from "#testing/browser/chromium";
import { SENTENCES } from "#testing/examples/speech";
import { networkTo } from "./support/network";
import { spokenFile } from "./support/spoken";
import { expect, linesOf, test, transcript, visit } from "./support/test";

test.use({
  launchOptions: chromium(spokenFile("offline", SENTENCES.slice(0, 3))),
  expected: /^WebSocket connection to .* failed|net::ERR_/,
});

async function untilOfflineReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

test("a session that is started without a network is recorded, also over a reload, and transcribed when the network is back", async ({
  page,
  baseURL,
}) => {
  const { network, origin } = await networkTo(baseURL);
  try {
    await visit(page, `${origin}/`);
    await untilOfflineReady(page);
    network.refuse();
    await page.locator(".go button").click();
    await expect(page.getByRole("heading", { name: "No connection" })).toBeVisible();
    await expect(page.getByText("Recording", { exact: true })).toBeVisible();
    await expect(page.getByRole("timer")).toHaveText(/^0:1\d$/);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.reload();
    await expect(page.getByRole("timer")).toHaveText(/^0:1\d$/);

    network.heal();
    await page.waitForURL(/\/live\/[\w-]{22}$/);
    await expect(linesOf(page).first()).toBeVisible();
    await expect(transcript(page)).toContainText(/morning everyone and thank you/i);
    await expect(transcript(page).getByText(/audio missing/)).toHaveCount(0);

    // A live page that is reloaded without a network goes on recording, and continues when the network is back.
    await page.getByRole("button", { name: "Resume" }).click();
    const before = await linesOf(page).count();
    await expect(linesOf(page).nth(before)).toBeVisible();
    network.refuse();
    await expect(page.getByText(/^Reconnecting. Nothing is lost: \d.s kept\.$/)).toBeVisible();
    await page.reload();
    await expect(page.getByText("Your session waits for the network.")).toBeVisible();
    network.heal();
    await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
    await expect(transcript(page).getByText(/audio missing/)).toHaveCount(0);
  } finally {
    await network.close();
  }
});
