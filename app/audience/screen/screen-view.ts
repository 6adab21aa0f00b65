import { sentenceSpace } from "#protocol/line-text";
import { direction } from "../../format/direction";
import type { JoinCorner } from "./join-corner";
import type { ScreenSettings } from "./screen-settings";
import type { ScreenParagraph, ScreenSentence, ScreenText } from "./screen-texts";

type ScreenContent = {
  readonly title: string;
  readonly note: string;
  readonly texts: readonly ScreenText[];
};

/** Draws the texts of a caption screen. Elements of unchanged words stay, so that nothing flickers. */
export class ScreenView {
  readonly #root: HTMLElement;
  readonly #heading = document.createElement("h1");
  readonly #texts = document.createElement("div");
  readonly #note = document.createElement("p");
  readonly #createCorner: () => JoinCorner;
  #corner: JoinCorner | null = null;

  /** @param createCorner creates the join corner when it is first shown */
  constructor(root: HTMLElement, createCorner: () => JoinCorner) {
    this.#root = root;
    this.#createCorner = createCorner;
    this.#heading.className = "sr";
    this.#texts.className = "texts";
    for (const words of [this.#heading, this.#texts]) words.translate = false;
  }

  clear(): void {
    this.#heading.textContent = "";
    this.#texts.replaceChildren();
    this.#corner?.hide();
  }

  /** @param note says that captions are automatic: visible until the first words, then for screen readers only */
  draw({ title, note, texts }: ScreenContent, settings: ScreenSettings): void {
    if (this.#heading.textContent !== title) this.#heading.textContent = title;
    if (this.#note.textContent !== note) this.#note.textContent = note;
    this.#note.className = texts.some(({ paragraphs }) => paragraphs.length > 0) ? "sr" : "note";
    if (settings.code) {
      this.#corner ??= this.#createCorner();
      this.#corner.show();
    } else this.#corner?.hide();
    const parts = [this.#heading, this.#note, this.#texts, ...(this.#corner ? [this.#corner.element] : [])];
    if (parts.length !== this.#root.children.length || !this.#texts.isConnected) this.#root.replaceChildren(...parts);
    // The places of the texts are those of the settings, in every language of the interface.
    this.#root.dir = "ltr";
    this.#root.className = `screen background-${settings.background} ${settings.layout}`;
    // Not a style attribute in HTML, which the content security policy refuses.
    const { style } = this.#root;
    style.setProperty("--size", String(settings.size));
    style.setProperty("--lines", String(settings.lines));
    style.setProperty("--rows", String(settings.layout === "side" ? 1 : Math.max(1, texts.length)));
    style.setProperty("--columns", String(settings.layout === "side" ? Math.max(1, texts.length) : 1));
    syncChildren(this.#texts, texts, "div", (text) => text.lang ?? "", drawText);
  }
}

function drawText(element: HTMLElement, { lang, paragraphs }: ScreenText): void {
  element.className = lang === null ? "text original" : "text";
  syncChildren(element, paragraphs, "p", ({ key }) => key, drawParagraph);
}

function drawParagraph(element: HTMLElement, { sentences }: ScreenParagraph): void {
  const lang = sentences.at(-1)?.lang ?? "";
  element.dir = direction(lang);
  syncChildren(element, sentences, "span", ({ key }) => key, drawSentence);
}

function drawSentence(element: HTMLElement, { lang, settled, believed }: ScreenSentence): void {
  element.lang = lang;
  // Sentences run on: the space behind one belongs to it.
  const parts = [
    ["settled", settled],
    ["believed", believed + sentenceSpace(lang)],
  ] as const;
  syncChildren(element, parts, "span", ([name]) => name, drawWords);
}

function drawWords(element: HTMLElement, [name, words]: readonly [string, string]): void {
  element.className = name;
  if (element.textContent !== words) element.textContent = words;
}

/**
 * Gives the parent one child for each item, in their order. A child keeps its element for as long as its key stays.
 * Elements that an extension has put beside or around them are removed.
 */
function syncChildren<T>(
  parent: HTMLElement,
  items: readonly T[],
  tag: "div" | "p" | "span",
  keyOf: (item: T) => string,
  draw: (element: HTMLElement, item: T) => void,
): void {
  const known = new Map<string | undefined, HTMLElement>();
  for (const child of parent.children) if (child instanceof HTMLElement) known.set(child.dataset.key, child);
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    const element = known.get(key) ?? document.createElement(tag);
    known.delete(key);
    element.dataset.key = key;
    const there = parent.childNodes[index];
    if (there !== element) parent.insertBefore(element, there ?? null);
    draw(element, item);
  }
  while (parent.childNodes.length > items.length) parent.lastChild?.remove();
}
