import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test";

const WIDTHS = [360, 1440];
/** What passes is not described: that takes longer than finding it. */
const ONLY_VIOLATIONS = { resultTypes: ["violations" as const] };

/** At phone and desktop width: axe finds nothing, and nothing scrolls sideways. */
export async function expectNoBarriers(page: Page, where: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    // Legacy: what stands in this one page; otherwise each look opens a page more, to put frames together that there are not.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().options(ONLY_VIOLATIONS).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    expect(found, `${where} at ${width} px`).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${where} scrolls sideways at ${width} px`).toBe(0);
  }
}
