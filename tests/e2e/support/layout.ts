import type { Page } from "@playwright/test";
import { measureLayout } from "#testing/browser/measure-layout";
import { expect } from "./test";

type Size = { readonly width: number; readonly height: number };

/** A phone at 200 %, a small phone, a desktop at 400 % (WCAG 1.4.10), a phone on its side, and a tablet. */
const SIZES: readonly Size[] = [
  { width: 195, height: 422 },
  { width: 320, height: 640 },
  { width: 320, height: 256 },
  { width: 667, height: 375 },
  { width: 768, height: 1024 },
];
/** The minimum of visible lines of captions. */
const FEWEST_LINES = 2;

/** In every size no element overlaps another, is cut off, is beyond an edge, scrolls sideways or lacks room for a word. */
export async function expectFits(page: Page, where: string): Promise<void> {
  await inSizes(page, async (at) => expect.soft(await measureLayout(page), `${where} ${at}`).toEqual([]));
}

/** In every size lines of captions are visible while words are spoken. */
export async function expectCaptions(page: Page, where: string): Promise<void> {
  await inSizes(page, async (at) => {
    await expect
      .poll(() => page.evaluate(captionLinesInSight), { message: `lines of captions: ${where} ${at}` })
      .toBeGreaterThanOrEqual(FEWEST_LINES);
  });
}

async function inSizes(page: Page, look: (at: string) => Promise<void>): Promise<void> {
  const before = page.viewportSize();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await look(`at ${size.width} x ${size.height}`);
  }
  if (before) await page.setViewportSize(before);
}

/** Runs in the page. @returns complete lines of text in the log that no element covers */
function captionLinesInSight(): number {
  const scroll = document.querySelector(".scroll");
  if (!scroll) return 0;
  const room = scroll.getBoundingClientRect();
  const bottoms = [...scroll.querySelectorAll(".original, .translation")].flatMap((text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const rects = [...range.getClientRects()].filter(({ width, top, bottom, left }) => {
      const isInside = width > 1 && top >= room.top && bottom <= room.bottom + 1;
      return isInside && scroll.contains(document.elementFromPoint(left + width / 2, (top + bottom) / 2));
    });
    return rects.map(({ bottom }) => Math.round(bottom / 4));
  });
  return new Set(bottoms).size;
}
