import { readFileSync } from "node:fs";
import { join } from "node:path";
import { join16, SENTENCES, silence, speak, wordsOf } from "#testing/examples/speech";
import { SCRIPT } from "#testing/traces/script";
import { soundOf } from "../sound-of";

/** The sentences of a talk with their sound: 16 kHz, mono, 16 bits, with the pause that follows. */
export type Spoken = { readonly said: string; readonly sound: Uint8Array };

const VOICES = ["slt", "rms", "kal16", "awb"] as const;
/** One voice pauses between whole sentences, another hardly pauses. */
const PAUSES_MS = [600, 40, 300, 150];

/**
 * A talk of this many words in several voices, recordings of people first.
 * @param people recordings in a folder, named with their words in the table of its README.md
 */
export function talkOf(words: number, people?: string): Spoken[] {
  const talk = people ? recordings(people) : [];
  let left = words - talk.reduce((sum, { said }) => sum + wordsOf(said).length, 0);
  for (let round = 0; left > 0; round += 1) {
    const [voice = "slt", pauseMs = 0] = [VOICES[round % VOICES.length], PAUSES_MS[round % PAUSES_MS.length]];
    for (const said of [...SCRIPT, ...SENTENCES]) {
      if (left <= 0) break;
      talk.push({ said, sound: join16(speak(said, voice), silence(pauseMs)) });
      left -= wordsOf(said).length;
    }
  }
  return talk;
}

function recordings(folder: string): Spoken[] {
  const table = readFileSync(join(folder, "README.md"), "utf8");
  return [...table.matchAll(/^\| ([\w-]+\.wav) \| ([^|]+?) \|/gm)]
    .filter(([, file]) => !file?.startsWith("flite"))
    .map(([, file = "", said = ""]) => ({ said, sound: join16(soundOf(join(folder, file)), silence(900)) }));
}
