import type { Page } from "@playwright/test";
import axeCore, { type AxeResults, type RunOptions } from "axe-core";
import { expect } from "./test";

const WIDTHS = [360, 1440];

/** At phone and desktop width: axe finds nothing, and nothing scrolls sideways. */
export async function expectNoBarriers(page: Page, where: string): Promise<void> {
  // Half a megabyte: once for each document. Read here, a page's own policy lets no other source in.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeCore.source);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(barriers), `${where} at ${width} px`).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${where} scrolls sideways at ${width} px`).toBe(0);
  }
}

/** Runs in the page. */
async function barriers(): Promise<string[]> {
  // What passes is not described: that takes longer than finding it.
  const { axe } = globalThis as unknown as { axe: { run(where: Document, how: RunOptions): Promise<AxeResults> } };
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
