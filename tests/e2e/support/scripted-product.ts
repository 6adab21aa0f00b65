import { ScriptedProduct } from "#testing/scripted-product/scripted-product";
import { test as base } from "./test";

/** A test on the scripted product, where every speaker's sound is recognised as the talk. One product per worker of Playwright. */
export const test = base.extend<object, { scripted: ScriptedProduct; talk: Record<string, string> }>({
  /** The pace of the talk: environment variables of the reciter. */
  talk: [{}, { scope: "worker", option: true }],
  scripted: [
    async ({ talk }, use) => {
      const scripted = await ScriptedProduct.open(talk, JSON.parse(process.env.INTERLINE_SCRIPTED_PRODUCT ?? ""));
      await use(scripted);
      await scripted.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ scripted }, use) => use(scripted.url),
});
