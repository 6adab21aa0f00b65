import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const;
const SCHEMES = ["light", "dark"] as const;

/** Takes every picture four times: on a phone and on a desktop, light and dark. */
export class Camera {
  count = 0;

  constructor(
    private readonly folder: string,
    readonly language: string,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** @param sizes where this state exists */
  async take(page: Page, name: string, sizes: readonly (keyof typeof SIZES)[] = ["phone", "desktop"]): Promise<void> {
    for (const size of sizes) {
      await page.setViewportSize(SIZES[size]);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.evaluate(SETTLED);
        const path = join(this.folder, `${name}-${size}-${colorScheme}-${this.language}.png`);
        await page.screenshot({ path, animations: "disabled" });
        this.count += 1;
      }
    }
    await page.setViewportSize(SIZES.desktop);
  }
}

/** The fonts are there, and whatever follows a change of size has been drawn: as text, for tsx adds names of its own to functions. */
const SETTLED = `document.fonts.ready.then(
  () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
).then(() => {})`;
