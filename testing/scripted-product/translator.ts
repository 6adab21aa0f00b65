import { EngineError } from "#worker/engine-error";
import type { TranslatedText, TranslationRequest, Translator } from "#worker/translation/port";
import { Faults } from "../scripted/faults";
import { TALK, UNFINISHED, type WrittenInTalk } from "./talk";

const WRITTEN: readonly WrittenInTalk[] = ["vi", "es", "ar"];

/** Translates the talk into three languages, and leaves other texts as they are. */
export class TalkTranslator implements Translator {
  readonly name = "google";
  readonly #faults: Faults;

  constructor({ directory }: { readonly directory: string }) {
    this.#faults = new Faults(directory);
  }

  supports(from: string, to: string): boolean {
    return from === "en-US" && WRITTEN.some((lang) => lang === to);
  }

  async translate({ text, to }: TranslationRequest): Promise<TranslatedText> {
    await this.#faults.meet("translate", { to });
    const lang = WRITTEN.find((written) => written === to);
    if (!lang) throw new EngineError("unsupported", false, "not a language of the talk");
    return { text: written(text, lang), unknownWords: 0 };
  }

  billed(text: string): number {
    return text.length;
  }

  async close(): Promise<void> {}
}

/** The matching part of a line's translation, estimated by length. */
function written(text: string, lang: WrittenInTalk): string {
  const line = [...TALK, UNFINISHED].find(({ en }) => en.includes(text));
  if (!line) return text;
  const words = line[lang].split(" ");
  const wordAt = (place: number) => Math.round((words.length * place) / line.en.length);
  const from = line.en.indexOf(text);
  return words.slice(wordAt(from), wordAt(from + text.length)).join(" ");
}
