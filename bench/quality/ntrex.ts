import { readFileSync } from "node:fs";
import { join } from "node:path";
import { join16, silence, speak } from "#testing/examples/speech";
import { replay } from "#testing/traces/replay";
import type { Translator } from "#worker/translation/port";
import { addChrfCounts, chrf, chrfCounts } from "./chrf";
import { hearSound } from "./hear";
import { type CommonStretch, commonStretches, referenceSegments, segmentsOf } from "./segments";
import { traceOf } from "./traces";
import { writer } from "./translated";

const SENTENCES = 60;
const VOICE = "slt";
const PAUSE_MS = 600;

/**
 * chrF2 against translations by people: NTREX-128's English is read by a synthetic voice, recognised, cut and
 * translated. For comparison: the same words cut at the sentences, and the sentences as they are written. n-grams are
 * matched within stretches that begin and end with both a segment and a sentence.
 * @param folder holds eng.txt, spa.txt and cat.txt, line by line
 */
export async function measureNtrex(folder: string, translator: Translator): Promise<string> {
  const linesOf = (file: string) => readFileSync(join(folder, file), "utf8").split("\n").slice(0, SENTENCES);
  const sentences = linesOf("eng.txt");
  const sounds = sentences.flatMap((sentence) => [speak(sentence, VOICE), silence(PAUSE_MS)]);
  const trace = traceOf("ntrex", sentences, hearSound(join16(silence(400), ...sounds, silence(900))));
  const segments = segmentsOf(replay(trace));
  const stretches = commonStretches(segments, referenceSegments(trace, segments));
  const texts: Readonly<Record<string, (stretch: CommonStretch) => readonly string[]>> = {
    "as the policy cuts it": ({ segments }) => segments,
    "the same words, cut at sentences": ({ reference }) => reference.map(({ text }) => text),
    "as it is written": ({ reference }) => reference.map(({ index }) => sentences[index] ?? ""),
  };
  const rows = [
    `| NTREX-128, ${SENTENCES} sentences in ${stretches.length} stretches | chrF es | chrF ca |`,
    "| --- | --- | --- |",
  ];
  const [spanish, catalan] = [linesOf("spa.txt"), linesOf("cat.txt")];
  for (const [name, textsOf] of Object.entries(texts)) {
    const figureOf = async (lang: string, translations: readonly string[]) => {
      const write = writer(translator, lang);
      const counts = stretches.map(async (stretch) => {
        const written = await Promise.all(textsOf(stretch).map(write));
        const reference = stretch.reference.map(({ index }) => translations[index] ?? "");
        return chrfCounts(written.join(" "), reference.join(" "));
      });
      return chrf(addChrfCounts(await Promise.all(counts))).toFixed(1);
    };
    rows.push(`| ${name} | ${await figureOf("es", spanish)} | ${await figureOf("ca", catalan)} |`);
  }
  return rows.join("\n");
}
