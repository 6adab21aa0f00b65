import type { Page } from "@playwright/test";
import { expect, sidewaysPixels } from "./test";

/** A phone of 390 x 844 at a zoom of 200 %. */
const ZOOMED = { width: 195, height: 422 };

/** At a zoom of 200 % on a phone no text is cut off or overlaps other text. */
export async function expectLargeTextFits(page: Page, where: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(ZOOMED);
  expect(await sidewaysPixels(page), `${where} scrolls sideways at 200 %`).toBe(0);
  expect(await page.evaluate(misfits), `${where} at 200 %`).toEqual([]);
  if (before) await page.setViewportSize(before);
}

/** Runs in the page. @returns boxes that are narrower than their content, and neighbours that overlap */
function misfits(): string[] {
  const nameOf = (box: Element) => `${box.tagName.toLowerCase()}.${[...box.classList].join(".")}`;
  const isShown = (box: Element) => box.checkVisibility() && box.clientWidth > 0;
  const boxes = document.querySelectorAll(".btn, .tool, .top, .panel, .dialog, .dock, .dock .acts, .notices");
  const narrow = [...boxes].filter((box) => isShown(box) && box.scrollWidth > box.clientWidth + 1);
  const rows = [...document.querySelectorAll(".top, .top .title, .dock, .dock .acts, .seg-ctl, .tools")];
  const covered = rows.filter(isShown).flatMap((row) => {
    const places = [...row.children].filter(isShown).map((box) => ({ box, place: box.getBoundingClientRect() }));
    return places.flatMap(({ box, place }, index) =>
      places
        .slice(index + 1)
        .filter((other) => other.place.left < place.right - 1 && place.left < other.place.right - 1)
        .filter((other) => other.place.top < place.bottom - 1 && place.top < other.place.bottom - 1)
        .map((other) => `${nameOf(other.box)} lies over ${nameOf(box)}`),
    );
  });
  return [...narrow.map((box) => `${nameOf(box)}: ${box.scrollWidth} > ${box.clientWidth}`), ...covered];
}
