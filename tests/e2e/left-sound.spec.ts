import type { Page } from "@playwright/test";
import { chromium } from "#testing/browser/chromium";
import { longestMiss, SENTENCES, wordErrorRate } from "#testing/examples/speech";
import { networkTo } from "./support/network";
import { spokenFile } from "./support/spoken";
import { endSession, expect, linesOf, start, test, transcript, visit } from "./support/test";

const SPOKEN = SENTENCES.slice(0, 4);
/** The number of words of the shortest sentence. */
const SHORTEST = Math.min(...SPOKEN.map((sentence) => sentence.split(" ").length));

test.use({
  launchOptions: chromium(spokenFile("left", SPOKEN)),
  expected: /^WebSocket connection to .* failed|net::ERR_/,
});

/** Closes the page, which asks whether to leave it. */
async function closePage(page: Page): Promise<void> {
  const asked = page.waitForEvent("dialog");
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe("beforeunload");
  await question.accept();
  await closed;
}

/** Kills the page's process. */
async function crashPage(page: Page): Promise<void> {
  const crashed = page.waitForEvent("crash");
  void page.goto("chrome://crash").catch(() => null);
  await crashed;
  await page.close();
}

for (const [what, leave] of [
  ["is closed, after a question before leaving,", closePage],
  ["crashes", crashPage],
] as const) {
  test(`sound of a page that ${what} while it is offline comes from the next page`, async ({
    page,
    context,
    baseURL,
  }) => {
    const { network, origin } = await networkTo(baseURL);
    try {
      await start(page, origin);
      const address = page.url();
      await expect(linesOf(page).first()).toBeVisible();
      network.refuse();
      await expect(page.getByText(/^Reconnecting. Nothing is lost: 1\d.s kept\.$/)).toBeVisible();
      const before = await linesOf(page).count();

      await leave(page);
      network.heal();
      const next = await context.newPage();
      await visit(next, `${origin}/`);
      await expect(
        next.getByText(/^1\d.s that an earlier page could not send are in the transcript now\.$/),
      ).toBeVisible();
      await visit(next, address);
      await expect(next.getByText("Paused. Nothing is being recorded.")).toBeVisible();
      await expect(linesOf(next).nth(before + 1)).toBeVisible();
      await endSession(next);
      await expect(next.getByText("The session has ended.")).toBeVisible();
      const heard = (await linesOf(next).allInnerTexts()).join(" ");
      const spoken = (words: number) =>
        SPOKEN.join(" ").concat(" ", SPOKEN.join(" ")).split(" ").slice(0, words).join(" ");
      const lengths = Array.from({ length: heard.split(" ").length + SHORTEST }, (_, i) => i + 1);
      const errors = lengths.map((words) => wordErrorRate(spoken(words), heard));
      const all = spoken(lengths[errors.indexOf(Math.min(...errors))] ?? 0);
      expect(longestMiss(all, heard)).toBeLessThan(SHORTEST);
      expect(longestMiss(heard, all)).toBeLessThan(SHORTEST);
      await expect(transcript(next).getByText(/audio missing/)).toHaveCount(0);
    } finally {
      await network.close();
    }
  });
}

test("sound of an offline page that another page took over from is placed where it was said when that page has ended the session", async ({
  page,
  context,
  baseURL,
}) => {
  const { network, origin } = await networkTo(baseURL);
  // Of the same host, so that the person is signed in there too.
  const device = await networkTo(baseURL);
  try {
    await start(page, origin);
    await expect(linesOf(page).first()).toBeVisible();
    network.refuse();
    await expect(page.getByText(/^Reconnecting. Nothing is lost: 1\d.s kept\.$/)).toBeVisible();

    const other = await context.newPage();
    await visit(other, device.origin + new URL(page.url()).pathname);
    await other.getByRole("button", { name: "Speak here" }).click();
    const before = await linesOf(other).count();
    await expect(linesOf(other).nth(before)).toBeVisible();
    network.heal();
    await expect(
      page.getByText(/\d\d.s that this window could not send will be added when no other window speaks/),
    ).toBeVisible();
    await endSession(other);
    await expect(other.getByText("The session has ended.")).toBeVisible();
    const said = await linesOf(other).count();
    const last = (await linesOf(other).last().textContent()) ?? "";
    await expect(linesOf(other).nth(said)).toBeVisible();
    // The lines of the offline page move to where they were said: the last line of the other page is the last again.
    await expect(linesOf(other).last()).toHaveText(last);
    await expect.poll(() => linesOf(other).count()).toBeGreaterThan(said);
    for (const one of [page, other]) await expect(one.getByText("The session has ended.")).toBeVisible();
    await expect(transcript(other).getByText(/audio missing/)).toHaveCount(0);
  } finally {
    await Promise.all([network.close(), device.network.close()]);
  }
});
