import type { Page } from "@playwright/test";
import { TimesPage } from "#protocol/word-times";
import { chromium } from "#testing/browser/chromium";
import { SENTENCES } from "#testing/examples/speech";
import { spokenFile } from "../e2e/support/spoken";
import { endSession, expect, linesOf, test, visit } from "../e2e/support/test";

/** The aim: in 95 of 100 words the mark is at most this late, ms. */
const MOST_LATE_MS = 80;

test.use({ launchOptions: chromium(spokenFile("highlight", SENTENCES.slice(0, 4))) });

/** `npx playwright test --config tests/word-highlight/playwright.config.ts`: how late the marked word is after its sound. */
test("the marked word follows the sound within 80 ms", async ({ page }) => {
  await visit(page, "/");
  await page.getByRole("switch", { name: "Keep the sound" }).check();
  await page.locator(".go button").click();
  await page.waitForURL(/\/live\/[\w-]{22}$/);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await expect(linesOf(page).nth(3)).toBeVisible();
  await endSession(page);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await visit(page, `/sessions/${id}`);
  await expect(page.getByRole("img", { name: /^The loudness of the sound/ })).toBeVisible();
  const { segments } = TimesPage.parse(await (await page.request.get(`/api/sessions/${id}/words?from=0`)).json());
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const late = (await marksOf(page)).flatMap(({ ms, key, from }) => {
    const word = segments.find(({ seq }) => String(seq) === key)?.words.find(([start]) => start === from);
    return word ? [ms - word[2]] : [];
  });
  expect(late.length).toBeGreaterThanOrEqual(20);
  late.sort((a, b) => a - b);
  const [p50, p95] = [0.5, 0.95].map((share) => Math.round(late[Math.ceil(late.length * share) - 1] ?? 0));
  process.stdout.write(
    `${late.length} words: p50 ${p50} ms, p95 ${p95} ms, at most ${Math.round(late.at(-1) ?? 0)} ms\n`,
  );
  expect(late[Math.ceil(late.length * 0.95) - 1]).toBeLessThanOrEqual(MOST_LATE_MS);
});

/** A word when it was first seen marked: the place of the sound, ms, the key of its line, and its index in the text. */
type Mark = { readonly ms: number; readonly key: string; readonly from: number };

/** The marks of all words, in their order, until the sound ends. */
function marksOf(page: Page): Promise<Mark[]> {
  return page.locator("audio").evaluate(
    (audio: HTMLAudioElement) =>
      new Promise<Mark[]>((resolve) => {
        const marks: Mark[] = [];
        const look = () => {
          const ms = audio.currentTime * 1_000;
          const [range] = CSS.highlights.get("spoken-word") ?? [];
          const line = range?.startContainer.parentElement?.closest<HTMLElement>("[data-segment]");
          const last = marks.at(-1);
          const [key, from] = [line?.dataset.segment, range?.startOffset];
          if (key !== undefined && from !== undefined && (last?.key !== key || last.from !== from))
            marks.push({ ms, key, from });
          if (audio.ended || (last && audio.paused)) resolve(marks);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  );
}
