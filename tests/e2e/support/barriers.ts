import type { Page } from "@playwright/test";
import axeCore, { type AxeResults, type RunOptions } from "axe-core";
import { expectNamedControls } from "./control-names";
import { expect, sidewaysPixels } from "./test";

const WIDTHS = [360, 1440];

/**
 * At phone and desktop width axe finds no barrier, the controls have the names of the list, and the page does not scroll
 * sideways. In the other colour scheme, axe checks contrast only.
 */
export async function expectNoBarriers(page: Page, where: string, widths: readonly number[] = WIDTHS): Promise<void> {
  // Half a megabyte, once per document. It is read here, because the page's policy allows no other source.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeCore.source);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(barriers, []), `${where} at ${width} px`).toEqual([]);
    await expectNamedControls(page, where, width);
    expect(await sidewaysPixels(page), `${where} scrolls sideways at ${width} px`).toBe(0);
  }
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await page.emulateMedia({ colorScheme: isDark ? "light" : "dark" });
  expect(await page.evaluate(barriers, ["color-contrast"]), `${where}, ${isDark ? "light" : "dark"}`).toEqual([]);
  await page.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
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
