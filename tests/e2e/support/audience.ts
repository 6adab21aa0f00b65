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
