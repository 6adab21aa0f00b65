import { Hall } from "#testing/hall/hall";
import { test as base } from "./test";

/** In the hall: whoever speaks gives the talk, word for word. One hall per worker of Playwright. */
export const test = base.extend<object, { hall: Hall; talk: Record<string, string> }>({
  /** How the talk is given: see the reciter's environment. */
  talk: [{}, { scope: "worker", option: true }],
  hall: [
    async ({ talk }, use) => {
      const hall = await Hall.open(talk);
      await use(hall);
      await hall.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ hall }, use) => use(hall.url),
});
