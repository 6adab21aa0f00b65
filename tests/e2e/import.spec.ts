import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { chromium } from "#testing/browser/chromium";
import { SENTENCES } from "#testing/examples/speech";
import { runFfmpeg } from "#testing/recordings/make-recordings";
import { silentFile, spokenFile } from "./support/spoken";
import { expect, linesOf, test, visit } from "./support/test";

test.use({ launchOptions: chromium(silentFile()) });

/** Drops a file on the page. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([name, base64]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
      return transfer;
    },
    [name, bytes.toString("base64")] as const,
  );
  await page.dispatchEvent("main", "drop", { dataTransfer });
}

test("a recording that is dropped on the start page is transcribed, and another file is refused with a reason", async ({
  page,
}, testInfo) => {
  const file = testInfo.outputPath("talk.mp4");
  runFfmpeg("-i", spokenFile("import", SENTENCES.slice(0, 2)), "-c:a", "aac", file);
  const folder = join(process.env.INTERLINE_FOLDER ?? "", "imports");

  await visit(page, "/");
  await drop(page, "notes.mp3", Buffer.from("These are words, and no sound."));
  await expect(page.getByText(/^notes\.mp3: This file is in no audio or video format/)).toBeVisible();
  expect(readdirSync(folder)).toEqual([]);

  await page.getByText("Keep the sound", { exact: true }).click();
  await drop(page, "talk.mp4", readFileSync(file));
  await page.waitForURL(/\/live\/[\w-]{22}$/);
  await expect(page.getByText("Imported from talk.mp4")).toBeVisible();
  await expect(linesOf(page).first()).toBeVisible();
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "talk.mp4" })).toBeVisible();
  await expect(linesOf(page)).not.toHaveCount(0);
  // A recording is not continued by speaking.
  await expect(page.getByRole("button", { name: "Continue" })).toHaveCount(0);
  await expect.poll(() => readdirSync(folder)).toEqual([]);

  // Its stored sound is transcribed again, in a session of its own.
  const first = page.url();
  await page.getByRole("button", { name: "Sound is kept" }).first().click();
  await page.getByRole("link", { name: "Transcribe it again, in other languages" }).click();
  await page.getByRole("button", { name: "Transcribe “talk.mp4” again" }).click();
  await page.waitForURL((url) => /\/live\/[\w-]{22}$/.test(url.href) && url.href !== first);
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await expect(linesOf(page)).not.toHaveCount(0);
});
