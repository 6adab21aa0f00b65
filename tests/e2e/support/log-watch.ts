import type { Page } from "@playwright/test";

/** A line when it entered the log. */
export type Entry = { readonly line: string; readonly translations: readonly string[] };
/** The block below the log at one moment, with computed colours. */
export type Spoken = {
  readonly line: string;
  readonly settled: string;
  readonly believed: string;
  readonly isGrey: boolean;
  readonly translation: string;
  /** On the whole page. */
  readonly carets: number;
};
/** The time at which its line entered the log, or (`isShown`) was visible. */
export type Placeholder = { readonly line: string; readonly afterMs: number; readonly isShown: boolean };
/** A text of a live region. */
export type Announcement = { readonly lang: string; readonly text: string };

export type Watched = {
  readonly entries: readonly Entry[];
  readonly spoken: readonly Spoken[];
  /** Each placeholder, and how long after its sentence was whole it entered the log and could be seen. */
  readonly placeholders: readonly Placeholder[];
  readonly announced: readonly Announcement[];
};

// A string, because tsx adds helpers to functions.
const WATCH = `
window.watched = { entries: [], spoken: [], placeholders: [], announced: [] };
const wholeAt = new Map();
// Not gaps and pauses.
const SENTENCE = "[data-segment]:not(.mark-line)";
const textOf = (line, selector) => [...line.querySelectorAll(selector)].map((one) => one.textContent);
const inLog = (node) => node instanceof Element && node.closest("[role=log]") !== null;
const LIVE = "[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], [role=log]:not([aria-live=off])";
const noteAnnounced = (node) => {
  const element = node instanceof Element ? node : node.parentElement;
  // A group below the log switches live regions around it off.
  if (!element?.closest(LIVE) || element.closest("[aria-live=off]")) return;
  const text = node.textContent.trim();
  if (text !== "") watched.announced.push({ lang: element.closest("[lang]").lang, text });
};
const notePlaceholders = () => {
  for (const one of document.querySelectorAll(".pending:not([data-noted])")) {
    if (getComputedStyle(one).visibility !== "visible") continue;
    one.dataset.noted = "";
    const { segment: line } = one.closest("[data-segment]").dataset;
    watched.placeholders.push({ line, afterMs: performance.now() - (wholeAt.get(line) ?? -Infinity), isShown: true });
  }
  requestAnimationFrame(notePlaceholders);
};
notePlaceholders();
const noteAdded = (node) => {
  noteAnnounced(node);
  if (!inLog(node)) return;
  const lines = node.matches(SENTENCE) ? [node] : [...node.querySelectorAll(SENTENCE)];
  for (const line of lines)
    watched.entries.push({ line: line.dataset.segment, translations: textOf(line, ".translation:not(.pending)") });
  const pending = node.matches(".pending") ? [node] : [...node.querySelectorAll(".pending")];
  for (const one of pending) {
    const { segment: line } = one.closest("[data-segment]").dataset;
    watched.placeholders.push({ line, afterMs: performance.now() - (wholeAt.get(line) ?? -Infinity), isShown: false });
  }
};
const noteSpoken = () => {
  for (const block of document.querySelectorAll(".spoken-now .seg")) {
    const { segment: line } = block.dataset;
    const original = block.querySelector(".original");
    const grey = [...(original?.querySelectorAll(".believed") ?? [])];
    const believed = grey.map((word) => word.textContent).join("");
    const settled = (original?.textContent ?? "").slice(0, (original?.textContent.length ?? 0) - believed.length);
    if (/[.?!]$/.test(settled) && believed === "" && !wholeAt.has(line)) wholeAt.set(line, performance.now());
    const isGrey = grey.length > 0 && grey.every((word) => getComputedStyle(word).color !== getComputedStyle(original).color);
    const translation = block.querySelector(".translation")?.textContent ?? "";
    const state = { line, settled, believed, isGrey, translation, carets: document.querySelectorAll(".caret").length };
    if (JSON.stringify(state) !== JSON.stringify(watched.spoken.at(-1))) watched.spoken.push(state);
  }
};
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) addedNodes.forEach(noteAdded);
  noteSpoken();
}).observe(document, { childList: true, characterData: true, subtree: true });
`;

/** Records, from the next page on, the entries of the log and the growth of the block below it. */
export async function watchLog(page: Page): Promise<void> {
  await page.addInitScript(WATCH);
}

export async function watchedOn(page: Page): Promise<Watched> {
  return page.evaluate("window.watched");
}
