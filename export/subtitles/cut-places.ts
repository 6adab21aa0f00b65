import { UNSPACED_CHARACTER } from "#protocol/line-text";
import { abbreviationOf, type CutRules, cutRulesOf } from "./cut-words";
import type { Token } from "./tokens";

/** The kind of place between two tokens of a sentence, from the best for a cut to the worst. */
export type CutPlace =
  | "sentence-end"
  | "clause-end"
  | "before-opener"
  | "between-words"
  /** After an article or a preposition, or within a name. */
  | "within-phrase"
  /** Within a number or a word, or between an abbreviation and its noun: cut only where nothing else fits. */
  | "bound";

const CLOSERS = `["'\\p{Pe}\\p{Pf}\\p{Pi}]*$`;
const SENTENCE_MARK = new RegExp(`[.!?…。．｡！？؟۔։।॥။።፧។]${CLOSERS}`, "u");
const CLAUSE_MARK = new RegExp(`(?:^-|[,;:–—、､，；：﹐،؛՝၊፣፤፥·])${CLOSERS}`, "u");
const OPENING_MARKS = /^[\p{Ps}\p{Pi}¿¡]+$/u;
const ONLY_MARKS = /^[\p{P}\p{S}]+$/u;
const NUMBER_END = /[\p{Nd}%‰°]$/u;
const NUMBER_START = /^\p{Sc}?\p{Nd}/u;
const CURRENCY_END = /\p{Sc}$/u;
const BEFORE_LETTERS = /^[^\p{L}]+/u;
const UNSPACED_LETTER = new RegExp(`${UNSPACED_CHARACTER}$`, "u");

/** The place after each token. The last one is the end of the text. */
export function cutPlacesOf(tokens: readonly Token[], lang: string): CutPlace[] {
  const rules = cutRulesOf(lang);
  return tokens.map((token, at) => {
    const next = tokens[at + 1];
    return next ? placeBetween(token, next, rules) : "sentence-end";
  });
}

function placeBetween(left: Token, right: Token, rules: CutRules): CutPlace {
  const abbreviation = abbreviationOf(left.text, right.text, rules);
  // Tokens without weight are the speaker's name.
  if (left.weight === 0 || abbreviation === "naming" || isBoundByMarks(left.text, right.text)) return "bound";
  if (!abbreviation) {
    const marked = markedPlace(left.text, right);
    if (marked) return marked;
  }
  if (isWithinWord(left.text, right)) return "bound";
  const [before, after] = [bareWord(left.text), bareWord(right.text)];
  const isOpener = rules.openers.has(after) || rules.openers.has(elided(after));
  if (isBoundNumber(left.text, right.text, isOpener || rules.determiners.has(after))) return "bound";
  if (right.spaced && rules.spacesEndClauses && UNSPACED_LETTER.test(left.text)) return "clause-end";
  if (rules.openers.has(before) || rules.determiners.has(before)) return "within-phrase";
  if (isOpener) return "before-opener";
  return isCapital(left.text) && isCapital(right.text) && right.spaced ? "within-phrase" : "between-words";
}

/** A separate punctuation mark, as in French before `!`, never begins a cue. An opening mark never ends one. */
function isBoundByMarks(left: string, right: string): boolean {
  if (OPENING_MARKS.test(left)) return true;
  return ONLY_MARKS.test(right) && !OPENING_MARKS.test(right);
}

/** `3.5 percent`, `12 000`, `$ 5`. A word that begins a phrase is not counted by the number. */
function isBoundNumber(left: string, right: string, isPhraseNext: boolean): boolean {
  if (CURRENCY_END.test(left) && NUMBER_START.test(right)) return true;
  return NUMBER_END.test(left) && (NUMBER_START.test(right) || !isPhraseNext);
}

function markedPlace(left: string, right: Token): CutPlace | null {
  const isSentence = SENTENCE_MARK.test(left);
  if (!isSentence && !CLAUSE_MARK.test(left)) return null;
  // Within an address or `3.5`: cut only if it is longer than a line.
  if (!right.spaced && !UNSPACED_LETTER.test(left) && /^[\p{L}\p{N}]/u.test(right.text) && /[.:,·]$/.test(left))
    return "bound";
  if (!isSentence) return "clause-end";
  // A small letter continues the sentence: the full stop belongs to an abbreviation that no list has.
  if (/^\p{Ll}/u.test(right.text)) return left.endsWith(".") ? null : "clause-end";
  return "sentence-end";
}

function isWithinWord(left: string, right: Token): boolean {
  return !right.spaced && !UNSPACED_LETTER.test(left) && !UNSPACED_LETTER.test(right.text.slice(0, 1));
}

function bareWord(text: string): string {
  return text.toLowerCase().replace(BEFORE_LETTERS, "");
}

/** `qu` of `qu'elle`, `that` of `that's`. */
function elided(word: string): string {
  return word.split(/['’]/, 1)[0] ?? word;
}

function isCapital(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}
