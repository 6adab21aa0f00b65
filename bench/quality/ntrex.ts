import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Translator } from "#worker/translation/port";
import { join16, silence, speak } from "../../tests/support/speech";
import { replay } from "../../tests/support/traces/replay";
import { chrf, chrfCounts } from "./chrf";
import { hearSound } from "./hear";
import { referenceTexts, segmentsOf } from "./segments";
import { traceOf } from "./traces";
import { writer } from "./translated";

const SENTENCES = 60;
const VOICE = "slt";
const PAUSE_MS = 600;

/**
 * chrF2 against translations by people: NTREX-128's English is read by a synthetic voice, heard, cut and translated.
 * Beside it the same words cut at the sentences, and the sentences as they are written.
 * @param folder holds eng.txt, spa.txt and cat.txt, line by line
 */
export async function measureNtrex(folder: string, translator: Translator): Promise<string> {
  const linesOf = (file: string) => readFileSync(join(folder, file), "utf8").split("\n").slice(0, SENTENCES);
  const sentences = linesOf("eng.txt");
  const sounds = sentences.flatMap((sentence) => [speak(sentence, VOICE), silence(PAUSE_MS)]);
  const trace = traceOf("ntrex", sentences, hearSound(join16(silence(400), ...sounds, silence(900))));
  const segments = segmentsOf(replay(trace));
  const texts = {
    "as the policy cuts it": segments.map(({ text }) => text),
    "the same words, cut at sentences": referenceTexts(trace, segments),
    "as it is written": sentences,
  };
  const rows = ["| NTREX-128, 60 sentences | chrF es | chrF ca |", "| --- | --- | --- |"];
  for (const [name, text] of Object.entries(texts)) {
    const figures: string[] = [];
    for (const [lang, file] of [
      ["es", "spa.txt"],
      ["ca", "cat.txt"],
    ] as const) {
      const written = await Promise.all(text.map(writer(translator, lang)));
      figures.push(chrf(chrfCounts(written.join(" "), linesOf(file).join(" "))).toFixed(1));
    }
    rows.push(`| ${name} (${text.length} segments) | ${figures.join(" | ")} |`);
  }
  return rows.join("\n");
}
