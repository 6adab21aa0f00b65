import type { Browser, Locator, Page } from "@playwright/test";

/** A reader on a phone. */
export async function reader(browser: Browser, locale: string): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width: 390, height: 844 }, permissions: [] });
  return context.newPage();
}

export function fontSizeOf(text: Locator): Promise<number> {
  return text.evaluate((line) => Number.parseFloat(getComputedStyle(line).fontSize));
}

/** Opens the panel, which is behind a button on a small screen. */
export async function openAudience(page: Page): Promise<void> {
  const open = page.getByRole("button", { name: /^Audience/ });
  if ((await open.isVisible()) && !(await page.getByRole("dialog").isVisible())) await open.click();
}

/** Presses Create link on the live page. @returns the shown address */
export async function createLink(page: Page): Promise<string> {
  await openAudience(page);
  await page.getByRole("button", { name: "Create link" }).locator("visible=true").click();
  const shown = page.locator(".linkline b").locator("visible=true");
  return (await shown.getAttribute("title")) ?? "";
}

/** Counts the loaded bytes from now on. */
export function weigh(page: Page, kinds: readonly string[] = ["script"]): () => Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (kinds.includes(request.resourceType()))
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Every text of a transcript that machine translation may change. */
export const TRANSLATABLE = ".original:not([translate=no]), .translation:not(.pending, [translate=no])";

/**
 * Replaces every text of the page, and each that comes, by `<font>` elements, as machine translation in a browser does. It
 * ignores `translate="no"`, as some extensions do.
 */
export function wrapTexts(page: Page): Promise<void> {
  return page.evaluate(() => {
    const wrap = (text: Text) => {
      if (text.data.trim() === "" || text.parentElement?.closest("script, style, textarea, option, font")) return;
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.append(text.data);
      outer.append(inner);
      text.replaceWith(outer);
    };
    const wrapAll = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts = root instanceof Text ? [root] : [];
      while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
      for (const text of texts) wrap(text);
    };
    wrapAll(document.body);
    const observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) addedNodes.forEach(wrapAll);
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
}
