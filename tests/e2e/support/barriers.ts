import type { CDPSession, Page } from "@playwright/test";
import axeCore, { type AxeResults, type RunOptions } from "axe-core";
import { expect, sidewaysPixels } from "./test";

const WIDTHS = [360, 1440];

/**
 * At phone and desktop width axe finds no barrier, and the page does not scroll sideways. In the other colour scheme,
 * axe checks contrast only.
 */
export async function expectNoBarriers(page: Page, where: string, widths: readonly number[] = WIDTHS): Promise<void> {
  // Half a megabyte, once per document. It is read here, because the page's policy allows no other source.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeCore.source);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(barriers, []), `${where} at ${width} px`).toEqual([]);
    expect(await controlsWithoutName(page), `${where} at ${width} px`).toEqual([]);
    expect(await sidewaysPixels(page), `${where} scrolls sideways at ${width} px`).toBe(0);
  }
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await page.emulateMedia({ colorScheme: isDark ? "light" : "dark" });
  expect(await page.evaluate(barriers, ["color-contrast"]), `${where}, ${isDark ? "light" : "dark"}`).toEqual([]);
  await page.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
}

const CONTROLS = new Set([
  ..."button checkbox combobox link menuitem menuitemradio option radio searchbox slider switch tab textbox".split(" "),
]);

/** The controls without an accessible name in Chromium, which computes names differently from axe. */
async function controlsWithoutName(page: Page): Promise<string[]> {
  const chromium = await devtoolsOf(page);
  const { nodes } = await chromium.send("Accessibility.getFullAXTree");
  const nameless = nodes.filter(
    ({ ignored, role, name }) => !ignored && CONTROLS.has(String(role?.value)) && !String(name?.value ?? "").trim(),
  );
  const described = nameless.map(async ({ backendDOMNodeId: backendNodeId }) =>
    backendNodeId === undefined ? "unknown" : (await chromium.send("DOM.getOuterHTML", { backendNodeId })).outerHTML,
  );
  return Promise.all(described);
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** One session per page, open as long as the page: to detach one removes the virtual authenticator of all others. */
function devtoolsOf(page: Page): Promise<CDPSession> {
  const opened = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, opened);
  return opened;
}

/** Runs in the page. @param runOnly rules of axe; default: all */
async function barriers(runOnly: string[]): Promise<string[]> {
  // Describing passed rules would take longer than the check.
  const { axe } = globalThis as unknown as { axe: { run(where: Document, how: RunOptions): Promise<AxeResults> } };
  const { violations } = await axe.run(document, {
    resultTypes: ["violations"],
    ...(runOnly.length > 0 ? { runOnly } : {}),
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
