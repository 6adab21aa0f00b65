import type { Page } from "@playwright/test";
import { expect } from "./test";

type Size = { readonly width: number; readonly height: number };

/** A phone at 200 %, a desktop at 400 % (WCAG 1.4.10), a phone on its side, and a tablet. */
const SIZES: readonly Size[] = [
  { width: 195, height: 422 },
  { width: 320, height: 256 },
  { width: 667, height: 375 },
  { width: 768, height: 1024 },
];
/** The minimum of visible lines of captions. */
const FEWEST_LINES = 2;

/** In every size no element overlaps another, is cut off, is beyond an edge or scrolls sideways. */
export async function expectFits(page: Page, where: string): Promise<void> {
  await inSizes(page, async (at) => expect.soft(await page.evaluate(misfits), `${where} ${at}`).toEqual([]));
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

/** Runs in the page. */
async function misfits(): Promise<string[]> {
  // Sizes are observed, and the log goes to its end, in the frames after a change.
  for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done));
  const scope = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  const nameOf = (box: Element) =>
    `${[box.tagName.toLowerCase(), ...box.classList].join(".")} "${box.textContent?.trim().slice(0, 20)}"`;
  const styleOf = (box: Element) => getComputedStyle(box);
  const isShown = (box: Element) =>
    box.checkVisibility({ visibilityProperty: true }) &&
    box.getBoundingClientRect().width > 1 &&
    !box.closest("svg, .sr, [style*='clip-path']") &&
    styleOf(box).clipPath === "none";
  const shown = [...scope.querySelectorAll<HTMLElement>("*")].filter(isShown);
  const controls = shown.filter((box) => box.matches("a, button, input, select, textarea, summary"));
  const ownText = (box: Element) =>
    [...box.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());

  // A table of data may scroll in its own room (WCAG 1.4.10); a shortened text is whole in its title.
  const sideways = shown.filter(
    (box) =>
      box.scrollWidth > box.clientWidth + 1 &&
      box.clientWidth > 0 &&
      !box.matches("input, select, textarea, .table-room, [title]") &&
      (styleOf(box).overflowX !== "visible" || box.matches(".btn, .pill, .top, .dock, .tools, .player, .tool")) &&
      !(styleOf(box).textOverflow === "ellipsis" && box.closest("[title], button, a, li")),
  );
  const cut = shown.filter(
    (box) => styleOf(box).overflowY === "hidden" && box.clientHeight > 0 && box.scrollHeight > box.clientHeight + 2,
  );
  const beyond = [...controls, ...shown.filter(ownText)].filter((box) => {
    const { left, right } = box.getBoundingClientRect();
    const isShortened = box.parentElement !== null && styleOf(box.parentElement).textOverflow === "ellipsis";
    const isBeyond = left < -1 || right > document.documentElement.clientWidth + 1;
    return isBeyond && !isShortened && !box.closest(".table-room, .seg-ctl");
  });

  const isInFlow = (box: Element) => ["static", "relative"].includes(styleOf(box).position) && isShown(box);
  const rows = [scope, ...shown].filter((box) => /flex|grid/.test(styleOf(box).display));
  const overlapping = rows.flatMap((row) => {
    const places = [...row.children]
      .filter((box) => isInFlow(box) && styleOf(box).pointerEvents !== "none")
      .map((box) => ({ box, place: box.getBoundingClientRect() }));
    return places.flatMap(({ box, place }, index) =>
      places
        .slice(index + 1)
        .filter((other) => other.place.left < place.right - 1 && place.left < other.place.right - 1)
        .filter((other) => other.place.top < place.bottom - 1 && place.top < other.place.bottom - 1)
        .map((other) => `${nameOf(other.box)} lies over ${nameOf(box)}`),
    );
  });

  const isScrolledAway = (box: Element, x: number, y: number) => {
    for (let around = box.parentElement; around && around !== document.body; around = around.parentElement) {
      const { left, right, top, bottom } = around.getBoundingClientRect();
      const isOutside = x < left || x > right || y < top || y > bottom;
      if (isOutside && styleOf(around).overflowY !== "visible") return true;
    }
    return false;
  };
  // Scrolled content may be behind fixed content: that is no overlap.
  const stays = (box: Element) =>
    box.closest(".notices, .jump, .player, .finding, .bar, .go, .chosen, .editor-end, [popover]");
  const covered = controls.filter((box) => {
    const { left, right, top, bottom } = box.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const over = isScrolledAway(box, x, y) ? null : document.elementFromPoint(x, y);
    if (!over || over.contains(box) || box.contains(over) || (stays(over) && stays(over) !== stays(box))) return false;
    return over.closest("label, summary, a, button") !== box.closest("label, summary, a, button");
  });
  return [
    ...(document.documentElement.scrollWidth > document.documentElement.clientWidth
      ? ["the page scrolls sideways"]
      : []),
    ...sideways.map((box) => `${nameOf(box)} is too narrow: ${box.scrollWidth} > ${box.clientWidth}`),
    ...cut.map((box) => `${nameOf(box)} is cut: ${box.scrollHeight} > ${box.clientHeight}`),
    ...beyond.map((box) => `${nameOf(box)} is beyond the edge`),
    ...overlapping,
    ...covered.map((box) => `${nameOf(box)} is covered`),
  ];
}
