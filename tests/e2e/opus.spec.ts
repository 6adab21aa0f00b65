import type { WebSocket } from "@playwright/test";
import { chromium } from "#testing/browser/chromium";
import { longestMiss, SENTENCES } from "#testing/examples/speech";
import { spokenFile } from "./support/spoken";
import { endSession, expect, linesOf, start, test } from "./support/test";

const SPOKEN = SENTENCES.slice(0, 3);
/** The number of words of the shortest sentence: none is missed, and a recogniser may take single words for others. */
const SHORTEST = Math.min(...SPOKEN.map((sentence) => sentence.split(" ").length));
const MEASURED_MS = 5_000;
const MOST_BYTES_PER_SECOND = 5_000;

test.use({ launchOptions: chromium(spokenFile("opus", SPOKEN)) });

test("spoken sentences arrive over Opus, at less than 5 kB a second", async ({ page }) => {
  /** Time and size of each frame that the page sent. */
  const sent: { readonly at: number; readonly bytes: number }[] = [];
  page.on("websocket", (socket: WebSocket) => {
    socket.on("framesent", ({ payload }) => {
      sent.push({ at: performance.now(), bytes: Buffer.byteLength(payload) });
    });
  });
  await start(page);
  const words = async () => (await linesOf(page).allInnerTexts()).join(" ");
  await expect.poll(words, { timeout: 60_000 }).toMatch(/station/i);
  expect(longestMiss(SPOKEN.join(" "), await words())).toBeLessThan(SHORTEST);

  const until = (sent.at(-1)?.at ?? 0) - 100;
  const measured = sent.filter(({ at }) => at > until - MEASURED_MS && at <= until);
  const bytes = measured.reduce((sum, frame) => sum + frame.bytes, 0);
  expect(measured.length).toBeGreaterThan(20);
  expect((1_000 * bytes) / MEASURED_MS).toBeLessThan(MOST_BYTES_PER_SECOND);
  await endSession(page);
});
