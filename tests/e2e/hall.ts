import { Hall } from "../support/hall/hall";
import { test as base } from "./test";

/** In the hall: whoever speaks gives the talk, word for word. One hall per worker of Playwright. */
export const test = base.extend<object, { hall: Hall }>({
  hall: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const hall = await Hall.open();
      await use(hall);
      await hall.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ hall }, use) => use(hall.url),
});
