import { defineConfig } from "@playwright/test";
import { chromium } from "#testing/browser/chromium";

/** Specs say `@phone` in a title to run on the phone too, `@phone-only` to run there alone. */
export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./testing/global-setup/end-to-end.ts",
  timeout: 120_000,
  expect: { timeout: 20_000 },
  snapshotPathTemplate: "{testDir}/control-names/{arg}{ext}",
  // Tests wait for spoken sentences most of the time: three keep two cores busy.
  workers: 3,
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: process.env.INTERLINE_URL,
    launchOptions: chromium(),
    permissions: ["microphone", "screen-wake-lock"],
    locale: "en-US",
    // An action or address that does not come fails with its name, long before its test would.
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    // Chromium paints without a graphics card here: animations, and videos of them, would take most of the time.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
  },
  projects: [
    { name: "desktop", grepInvert: /@phone-only/, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "phone",
      grep: /@phone/,
      use: { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
  ],
});
