import type { CDPSession, Page } from "@playwright/test";

/** Measures what a page's main thread does: scripts, styles, layout and painting. */
export class PageWork {
  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async of(page: Page): Promise<PageWork> {
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    return new PageWork(page, session);
  }

  /** The milliseconds for which the main thread was busy until the page had painted what `act` changed. */
  async busyMs(act: () => Promise<unknown>): Promise<number> {
    await this.#painted();
    const before = await this.#metric("TaskDuration");
    await act();
    await this.#painted();
    return ((await this.#metric("TaskDuration")) - before) * 1_000;
  }

  /** MiB that the page's objects take. */
  async heapMiB(): Promise<number> {
    await this.session.send("HeapProfiler.collectGarbage");
    return (await this.#metric("JSHeapUsedSize")) / 2 ** 20;
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.session.send("Performance.getMetrics");
    return metrics.find((metric) => metric.name === name)?.value ?? 0;
  }

  /** Waits until two frames are painted, and the deferred work of the page before them is done. */
  async #painted(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame += 1)
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    });
  }
}
