import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { measureLayout } from "#testing/browser/measure-layout";

/** Each size, and whether it is among the few that are taken unless all are wanted. `zoomed` is a desktop at 400 %. */
const SIZES = {
  narrow: { width: 320, height: 640, layout: "phone", usual: false },
  phone: { width: 390, height: 844, layout: "phone", usual: true },
  zoomed: { width: 320, height: 256, layout: "phone", usual: false },
  tablet: { width: 768, height: 1_024, layout: "phone", usual: false },
  desktop: { width: 1_440, height: 900, layout: "desktop", usual: true },
  wide: { width: 1_920, height: 1_080, layout: "desktop", usual: false },
} as const;
type Layout = (typeof SIZES)[keyof typeof SIZES]["layout"];
const SCHEMES = ["light", "dark"] as const;

/** Takes every picture light and dark, and measures the page at all sizes. */
export class Camera {
  count = 0;
  /** The layout faults of each picture, with the picture's name. */
  readonly faults: string[] = [];

  /** @param allSizes takes pictures at all sizes, and in forced colours; otherwise on a phone and a desktop */
  constructor(
    private readonly folder: string,
    readonly language: string,
    private readonly allSizes: boolean,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** @param layouts those in which this state exists */
  async take(page: Page, name: string, layouts: readonly Layout[] = ["phone", "desktop"]): Promise<void> {
    for (const [size, { layout, usual, ...viewport }] of Object.entries(SIZES)) {
      if (!layouts.includes(layout)) continue;
      await page.setViewportSize(viewport);
      const schemes = usual || this.allSizes ? SCHEMES : [];
      await this.photograph(page, `${name}-${size}`, schemes);
      if (usual && this.allSizes) await this.photographForced(page, `${name}-${size}`);
      await this.measure(page, `${name}, ${size}`);
    }
    await page.setViewportSize({ width: SIZES.desktop.width, height: SIZES.desktop.height });
  }

  private async photograph(page: Page, name: string, schemes: readonly (typeof SCHEMES)[number][]): Promise<void> {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.evaluate(SETTLED);
      const path = (part: string) => join(this.folder, `${name}${part}-${colorScheme}-${this.language}.png`);
      await page.screenshot({ path: path(""), animations: "disabled" });
      this.count += 1;
      if (!this.allSizes || colorScheme !== SCHEMES[0] || !(await page.evaluate(HIGHER_THAN_SCREEN))) continue;
      await page.screenshot({ path: path("-whole"), animations: "disabled", fullPage: true });
      this.count += 1;
    }
  }

  private async photographForced(page: Page, name: string): Promise<void> {
    await page.emulateMedia({ forcedColors: "active" });
    await page.evaluate(SETTLED);
    const path = join(this.folder, `${name}-forced-${this.language}.png`);
    await page.screenshot({ path, animations: "disabled" });
    this.count += 1;
    await this.measure(page, `${name} in forced colours`);
    await page.emulateMedia({ forcedColors: "none" });
  }

  private async measure(page: Page, where: string): Promise<void> {
    // tsx gives names to functions by a helper that the page lacks.
    await page.evaluate("globalThis.__name ??= (made) => made");
    const found = await measureLayout(page);
    this.faults.push(...found.map((what) => `${where}, ${this.language}: ${what}`));
  }
}

/**
 * Waits until fonts are loaded and the page is redrawn after a change of size. As text, since tsx adds helper names to
 * functions.
 */
const SETTLED = `document.fonts.ready.then(
  () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
).then(() => {})`;

const HIGHER_THAN_SCREEN = "document.documentElement.scrollHeight > innerHeight + 8";
