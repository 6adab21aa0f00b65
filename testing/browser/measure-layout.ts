import type { Page } from "@playwright/test";
import { layoutFaults } from "./layout-faults";
import { roomFaults } from "./room-faults";

/** @returns what is wrong with the layout of a page at its present size: one sentence per element */
export async function measureLayout(page: Page): Promise<string[]> {
  return [...(await page.evaluate(layoutFaults)), ...(await page.evaluate(roomFaults))];
}
