import { createApertium } from "#worker/translation/apertium/apertium";

/** A process that holds a pipeline until it is killed. */
await createApertium().translate({ text: "Hello.", from: "en-US", to: "es", terms: [] });
process.stdin.resume();
