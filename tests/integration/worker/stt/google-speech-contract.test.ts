import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeSpeechToText } from "#testing/contracts/stt-contract";
import { join16, silence, speak, wordsOf } from "#testing/examples/speech";
import { SpeechStandIn } from "#testing/google/speech";
import { hintsOf } from "#testing/google/speech-wire";
import { chunkSaying, SILENCE } from "#testing/scripted/sound";
import { createGoogleSpeech } from "#worker/stt/google/google";

const standIn = new SpeechStandIn();
let emulator = "";
beforeAll(async () => {
  process.env.METADATA_SERVER_DETECTION = "none";
  emulator = await standIn.listen();
});
afterAll(() => {
  expect(standIn.refusals).toEqual([]);
  standIn.close();
});

const SERVICE = { location: "global", model: "latest_long", hints: [], recognisers: 4 } as const;
const quiet = (chunks: number) => join16(...Array.from({ length: chunks }, () => SILENCE));
const chunks = (...numbers: number[]) => join16(...numbers.map(chunkSaying));

for (const api of ["v1", "v2"] as const) {
  describeSpeechToText(
    `Google ${api} by stand-in`,
    () => createGoogleSpeech({ ...SERVICE, project: "demo", api, emulator }),
    () => ({
      pieces: [
        { text: "w1 w2 w3", sound: join16(chunks(1, 2, 3), quiet(8)) },
        { text: "w4 w5", sound: join16(chunks(4, 5), quiet(8)) },
      ],
      silence: quiet(10),
    }),
  );
}

// The service itself, where credentials are set: each run sends about a minute of speech.
const project = process.env.GOOGLE_CLOUD_PROJECT;
const isReal = Boolean(project && (process.env.GOOGLE_APPLICATION_CREDENTIALS || process.env.GOOGLE_TEST_ADC));
const said = (text: string) => ({ text, sound: join16(silence(300), speak(text), silence(2_000)) });

if (isReal) {
  describeSpeechToText(
    "Google Cloud Speech itself",
    () => createGoogleSpeech({ ...SERVICE, project: project ?? "", api: "v2" }),
    () => ({
      pieces: [said("where is the nearest train station"), said("please open the window and close the door")],
      silence: silence(2_000),
      plain: (text) => wordsOf(text).join(" "),
    }),
  );
} else {
  describe("Google Cloud Speech itself", () => {
    it("NOT TRIED in this run: GOOGLE_CLOUD_PROJECT and GOOGLE_APPLICATION_CREDENTIALS are not set", () => {
      expect(isReal).toBe(false);
    });
  });
}

it("hints of the configuration and of the speaker's vocabulary arrive together", async () => {
  const hints = ["Interline"];
  const engine = createGoogleSpeech({ ...SERVICE, hints, project: "demo", api: "v2", emulator });
  const before = standIn.configs.length;
  const recogniser = await engine.open({ language: "en-US", startSample: 0, hints: ["Bến Tre"] });
  for (const n of [1, 2, 3]) recogniser.write(chunkSaying(n));
  recogniser.end();
  for await (const _event of recogniser.events);
  expect(hintsOf(standIn.configs[before] ?? {})).toEqual(["Interline", "Bến Tre"]);
  await engine.close();
});
