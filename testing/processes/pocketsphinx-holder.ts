import { createPocketSphinx } from "#worker/stt/pocketsphinx/pocketsphinx";

/** A process that holds a recogniser until it is killed. */
const stt = createPocketSphinx({ recognisers: 2 });
await stt.open({ language: "en-US", startSample: 0 });
process.stdin.resume();
