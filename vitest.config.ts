import { defineConfig } from "vitest/config";

/** Each integration file runs several processes, and waits for a third of its time: this keeps two cores busy. */
const FILES_AT_ONCE = 4;

export default defineConfig({
  test: {
    pool: "forks",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.ts"],
          setupFiles: ["testing/vitest/properties.ts", "testing/vitest/real-timers.ts"],
          // One process for many files saves half of their time; what a test replaced is put back behind it.
          isolate: false,
          restoreMocks: true,
          // No test is a measurement: on a busy machine a property over a hundred cases may take its time.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: "testing/global-setup/integration.ts",
          maxWorkers: FILES_AT_ONCE,
          // One process for many files imports the product once.
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "setup",
          include: ["tests/setup/**/*.test.ts"],
          maxWorkers: FILES_AT_ONCE,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
