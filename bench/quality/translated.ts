import { DraftPlan, masked } from "#worker/draft-plan";
import type { Translator } from "#worker/translation/port";
import type { Replayed } from "../../tests/support/traces/replay";
import { sharedTokens, tokensOf } from "./score";

/** What a reader of one language sees of a replay, and what it costs. Sums, so that traces can be added up. */
export type TranslatedScore = {
  readonly erased: number;
  readonly tokens: number;
  /** Characters that were sent for lines, and for drafts besides. */
  readonly lineCharacters: number;
  readonly draftCharacters: number;
  /** Drafts that were translated, and lines. */
  readonly drafts: number;
  readonly lines: number;
};

/**
 * Replays what was committed and drafted for a reader, each translation at once. The last draft stands
 * until the next one, or its line's own translation, is there.
 */
export async function translate(replayed: Replayed, translator: Translator, to: string): Promise<TranslatedScore> {
  const plan = new DraftPlan((text) => translator.billed(text, []));
  const write = async (text: string) => (await translator.translate({ text, from: "en-US", to, terms: [] })).text;
  let [erased, tokens, lineCharacters, drafts, lines] = [0, 0, 0, 0, 0];
  let shown: string[] = [];
  for (const { at, pieces, draft } of replayed.moments) {
    for (const { text } of pieces) {
      const written = tokensOf(await write(text));
      lines += 1;
      lineCharacters += text.length;
      tokens += written.length;
      erased += shown.length - sharedTokens(shown, written);
      shown = [];
    }
    const text = plan.take({ seq: lines + 1, text: draft }, lineCharacters, at);
    if (text === null) continue;
    drafts += 1;
    const written = tokensOf(masked(await write(text)));
    erased += shown.length - sharedTokens(shown, written);
    shown = written;
  }
  return { erased, tokens, lineCharacters, draftCharacters: plan.sent, drafts, lines };
}

export function togetherTranslated(scores: readonly TranslatedScore[]): TranslatedScore {
  const sum = (of: (score: TranslatedScore) => number) => scores.reduce((total, score) => total + of(score), 0);
  return {
    erased: sum((s) => s.erased),
    tokens: sum((s) => s.tokens),
    lineCharacters: sum((s) => s.lineCharacters),
    draftCharacters: sum((s) => s.draftCharacters),
    drafts: sum((s) => s.drafts),
    lines: sum((s) => s.lines),
  };
}
