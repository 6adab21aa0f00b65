import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const;
const SCHEMES = ["light", "dark"] as const;
/** The narrowest supported screen. */
const NARROWEST = { width: 360, height: 740 };

/** Takes every picture four times: on a phone and a desktop, light and dark. */
export class Camera {
  count = 0;
  /** The pictures in which a page was wider than its screen. */
  readonly wide: string[] = [];

  constructor(
    private readonly folder: string,
    readonly language: string,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** @param sizes the sizes in which this state exists */
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
      await this.measure(page, `${name}, ${size}`);
    }
    if (sizes.includes("phone")) {
      await page.setViewportSize(NARROWEST);
      await this.measure(page, `${name}, ${NARROWEST.width} px`);
    }
    await page.setViewportSize(SIZES.desktop);
  }

  private async measure(page: Page, where: string): Promise<void> {
    const found: string[] = await page.evaluate(WIDE);
    this.wide.push(...found.map((what) => `${where}, ${this.language}: ${what}`));
  }
}

/**
 * Waits until fonts are loaded and the page is redrawn after a change of size. As text, since tsx adds helper names to
 * functions.
 */
const SETTLED = `document.fonts.ready.then(
  () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
).then(() => {})`;

/** Elements whose content is wider than they are, and that must not scroll. */
const WIDE = `[...document.querySelectorAll("html, body, main, header, footer, .live, .audience, .talk, .panel, .player, dialog[open], .menu-body, .btn")]
  .filter((box) => box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "auto")
  .map((box) => box.tagName.toLowerCase() + (box.className ? "." + box.className.split(" ").join(".") : "") + " " + box.scrollWidth + " > " + box.clientWidth)`;
