import { afterAll, beforeAll } from "vitest";
import { createGoogleSpeech } from "#worker/stt/google";
import { SpeechStandIn } from "../support/google/speech";
import { chunkSaying, SILENCE } from "../support/scripted/sound";
import { join16 } from "../support/speech";
import { describeSpeechToText } from "../support/stt-contract";

const standIn = new SpeechStandIn();
let emulator = "";
beforeAll(async () => {
  emulator = await standIn.listen();
});
afterAll(() => standIn.close());

const quiet = (chunks: number) => join16(...Array.from({ length: chunks }, () => SILENCE));
const chunks = (...numbers: number[]) => join16(...numbers.map(chunkSaying));

describeSpeechToText(
  "Google by stand-in",
  () =>
    createGoogleSpeech({
      project: "demo",
      location: "global",
      model: "latest_long",
      api: "v2",
      emulator,
      recognisers: 4,
    }),
  () => ({
    pieces: [
      { text: "w1 w2 w3", sound: join16(chunks(1, 2, 3), quiet(4)) },
      { text: "w4 w5", sound: join16(chunks(4, 5), quiet(4)) },
    ],
    silence: quiet(10),
  }),
);
