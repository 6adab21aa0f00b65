import type { Page } from "@playwright/test";

/**
 * Holds a page still at certain words, since a sentence grows several times a second. The page keeps the draft that
 * holds the words, if a translation of that sentence has arrived or is not expected: later drafts wait, and only
 * translations of at most these words are shown. Its socket continues to answer. As text, since tsx adds helper names to
 * functions.
 */
const STILL = `
const Real = WebSocket;
window.WebSocket = class extends Real {
  waiting = [];
  translated = 0;
  set onmessage(take) {
    window.goOn = () => { window.words = window.still = undefined; for (const event of this.waiting.splice(0)) take.call(this, event); };
    super.onmessage = (event) => {
      const [name, message] = typeof event.data === "string" && event.data.startsWith("42") ? JSON.parse(event.data.slice(2)) : [];
      const draft = name === "draft" ? message.draft : undefined;
      if (draft?.lang !== undefined && draft.text !== "") this.translated = draft.seq;
      const isReady = window.untranslated || this.translated === draft?.seq;
      if (window.still === undefined && window.words && isReady && draft?.lang === undefined && draft?.text.includes(window.words)) {
        window.still = draft;
        return take.call(this, event);
      }
      const isOfDraft = draft?.lang !== undefined && draft.seq === window.still?.seq && draft.covered <= window.still.covered;
      if (window.still === undefined || name === undefined || isOfDraft) take.call(this, event);
      else this.waiting.push(event);
    };
  }
};`;

/** Call it before the page is opened. */
export async function canStandStill(page: Page): Promise<void> {
  await page.addInitScript(STILL);
}

/** Holds still from a draft that contains these words. If the page shows translations, it waits for one of the draft. */
export async function standStillAt(page: Page, words: string): Promise<void> {
  const untranslated = (await page.locator(".log .translation").count()) === 0;
  await page.evaluate(`window.untranslated = ${untranslated}; window.words = ${JSON.stringify(words)}`);
}

export async function goOn(page: Page): Promise<void> {
  await page.evaluate("window.goOn()");
}
