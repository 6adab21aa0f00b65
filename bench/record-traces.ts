import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { join16, SENTENCES, silence, speak } from "#testing/examples/speech";
import { Dice } from "#testing/traces/dice";
import { SCRIPT } from "#testing/traces/script";
import { GARDEN_TALK, HARBOUR_TALK, MUSEUM_TALK, sentencesOf, type Talk } from "#testing/traces/talks";
import { hearSound } from "./quality/hear";
import { keepTrace, traceOf } from "./quality/traces";
import { soundOf } from "./sound-of";

// node --import tsx bench/record-traces.ts [--people FOLDER of WAV files] [NAME ...]
// Records PocketSphinx's events for some speech, with their times, for `npm run quality`. Without names everything is
// recorded.

function record(name: string, { said, sound }: Recording): void {
  const trace = keepTrace(traceOf(name, said, hearSound(sound)));
  console.log(`${name}: ${trace.words.length} words in ${trace.durationMs} ms, ${trace.events.length} events`);
}

type Recording = { readonly said: readonly string[]; readonly sound: Uint8Array };

/** Each sentence separately, with a pause of this length, or a random one between two lengths. In ms. */
function bySentences(said: readonly string[], voice: string, pauseMs: number | readonly [number, number]): Recording {
  const dice = new Dice(1);
  const pause = () => silence(Math.round(typeof pauseMs === "number" ? pauseMs : dice.between(...pauseMs)));
  const sounds = said.flatMap((sentence) => [speak(sentence, voice), pause()]);
  return { said, sound: join16(silence(400), ...sounds, silence(900)) };
}

/** Each paragraph without a break: the voice itself pauses between sentences and at commas. */
function byParagraphs(talk: Talk, voice: string): Recording {
  const sounds = talk.flatMap((paragraph) => [speak(paragraph.join(" "), voice), silence(800)]);
  return { said: sentencesOf(talk), sound: join16(silence(400), ...sounds, silence(900)) };
}

/** The words of each file, from the table in the folder's README.md. */
function people(folder: string): Recording {
  const table = readFileSync(join(folder, "README.md"), "utf8");
  const rows = [...table.matchAll(/^\| (\S+\.wav) \| ([^|]+?) \|/gm)].filter(([, file]) => !file?.startsWith("flite"));
  const sounds = rows.flatMap(([, file = ""]) => [silence(300), soundOf(join(folder, file)), silence(900)]);
  return { said: rows.map(([, , said = ""]) => said), sound: join16(...sounds) };
}

/** Pauses of people between sentences, ms. */
const SENTENCE_PAUSE_MS = [250, 900] as const;

const RECORDINGS: Readonly<Record<string, () => Recording>> = {
  "sentences with pauses": () => bySentences(SENTENCES, "slt", 700),
  "talk without pauses": () => bySentences(SCRIPT.slice(0, 16), "slt", 40),
  "talk in another voice": () => bySentences(SCRIPT.slice(16), "rms", 250),
  "garden talk": () => byParagraphs(GARDEN_TALK, "kal16"),
  "museum talk": () => byParagraphs(MUSEUM_TALK, "slt"),
  "museum talk in another voice": () => byParagraphs(MUSEUM_TALK, "kal16"),
  "museum talk with pauses": () => bySentences(sentencesOf(MUSEUM_TALK), "rms", SENTENCE_PAUSE_MS),
  "held-out harbour talk": () => byParagraphs(HARBOUR_TALK, "slt"),
  "held-out harbour talk in another voice": () => byParagraphs(HARBOUR_TALK, "rms"),
  "held-out harbour talk with pauses": () => bySentences(sentencesOf(HARBOUR_TALK), "awb", SENTENCE_PAUSE_MS),
};

const { values, positionals } = parseArgs({ options: { people: { type: "string" } }, allowPositionals: true });
const isWanted = (name: string) => positionals.length === 0 || positionals.includes(name);
for (const [name, make] of Object.entries(RECORDINGS)) if (isWanted(name)) record(name, make());
if (values.people && isWanted("people")) record("people", people(values.people));
