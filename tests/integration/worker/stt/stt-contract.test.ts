import { describeSpeechToText } from "#testing/contracts/stt-contract";
import { join16, silence, speak } from "#testing/examples/speech";
import { FaultOrders } from "#testing/scripted/faults";
import { chunkSaying, SILENCE } from "#testing/scripted/sound";
import { ScriptedSpeechToText } from "#testing/scripted/speech-to-text";
import { temporaryFolder } from "#testing/services/temporary-folder";
import { createPocketSphinx } from "#worker/stt/pocketsphinx/pocketsphinx";

const said = (text: string) => ({ text, sound: join16(silence(300), speak(text), silence(900)) });

describeSpeechToText(
  "PocketSphinx",
  () => createPocketSphinx({ recognisers: 2 }),
  () => ({
    pieces: [said("the meeting will start in ten minutes"), said("where is the nearest train station")],
    silence: silence(2_000),
  }),
);

const chunks = (...numbers: number[]) => join16(...numbers.map(chunkSaying));

describeSpeechToText(
  "The scripted engine",
  () => new ScriptedSpeechToText({ directory: new FaultOrders(temporaryFolder()).directory, sentenceWords: 0 }),
  () => ({
    pieces: [
      { text: "w1 w2 w3", sound: chunks(1, 2, 3, 0) },
      { text: "w4 w5", sound: chunks(4, 5, 0) },
    ],
    silence: join16(...Array.from({ length: 10 }, () => SILENCE)),
  }),
);
