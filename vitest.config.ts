import { defineConfig } from "vitest/config";

/** Whole files at once beyond this only wait for each other: each integration file runs several processes. */
const FILES_AT_ONCE = 2;

export default defineConfig({
  test: {
    pool: "forks",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.ts"],
          setupFiles: "tests/support/properties.ts",
          // No test is a measurement: on a busy machine a property over a hundred cases may take its time.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: "tests/support/services/shared.ts",
          maxWorkers: FILES_AT_ONCE,
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
