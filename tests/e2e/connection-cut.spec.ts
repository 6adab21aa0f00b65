import { chromium } from "#testing/browser/chromium";
import { longestMiss, SENTENCES, wordErrorRate } from "#testing/examples/speech";
import { networkTo } from "./support/network";
import { spokenFile } from "./support/spoken";
import { endSession, expect, linesOf, start, test, transcript } from "./support/test";

const SPOKEN = SENTENCES.slice(0, 4);
/** The number of words of the shortest sentence. */
const SHORTEST = Math.min(...SPOKEN.map((sentence) => sentence.split(" ").length));
/** Spoken before, during and after 20 s without a connection. */
const LINES = 9;

test.use({
  launchOptions: chromium(spokenFile("cut", SPOKEN)),
  expected: /^WebSocket connection to .* failed|net::ERR_CONNECTION/,
});

test("after 20 s without a connection no sentence is missing or doubled", async ({ page, baseURL }) => {
  const { network, origin } = await networkTo(baseURL);
  try {
    await start(page, origin);
    await expect(linesOf(page).first()).toBeVisible();

    network.refuse();
    const notice = page.getByText(/^Reconnecting. Nothing is lost: \d+.s kept\.$/);
    await expect(notice).toBeVisible();
    await expect(notice).toHaveText(/: 2\d.s kept/, { timeout: 60_000 });
    network.heal();

    await expect(notice).toBeHidden({ timeout: 30_000 });
    await expect(linesOf(page).nth(LINES - 1)).toBeVisible({ timeout: 60_000 });
    await endSession(page);
    await expect(page.getByText("The session has ended.")).toBeVisible({ timeout: 30_000 });
    // Words are compared, not lines: the recogniser may find a pause within a sentence, and the end cuts the last line.
    const heard = (await linesOf(page).allInnerTexts()).slice(0, -1);
    const spoken = (count: number) => Array.from({ length: count }, (_, i) => SPOKEN[i % SPOKEN.length]).join(" ");
    const errors = heard.map((_, i) => wordErrorRate(spoken(i + 1), heard.join(" ")));
    const all = spoken(errors.indexOf(Math.min(...errors)) + 1);
    // On a busy machine the microphone drops a few words, but never as many as a sentence has.
    expect(longestMiss(all, heard.join(" "))).toBeLessThan(SHORTEST);
    expect(longestMiss(heard.join(" "), all)).toBeLessThan(SHORTEST);
    expect(heard.length).toBeGreaterThanOrEqual(LINES - 1);
    await expect(transcript(page).getByText(/audio missing/)).toHaveCount(0);
  } finally {
    await network.close();
  }
});
