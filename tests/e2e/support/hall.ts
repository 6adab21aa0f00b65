import { Hall } from "#testing/hall/hall";
import { test as base } from "./test";

/** A test in the hall, where every speaker's sound is recognised as the talk. One hall per worker of Playwright. */
export const test = base.extend<object, { hall: Hall; talk: Record<string, string> }>({
  /** The pace of the talk: environment variables of the reciter. */
  talk: [{}, { scope: "worker", option: true }],
  hall: [
    async ({ talk }, use) => {
      const hall = await Hall.open(talk, JSON.parse(process.env.INTERLINE_HALL ?? ""));
      await use(hall);
      await hall.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ hall }, use) => use(hall.url),
});
