import { EngineError } from "#worker/engine-error";
import type { TranslatedText, TranslationRequest, Translator } from "#worker/translation/port";
import { Faults } from "../scripted/faults";
import { TALK, UNFINISHED, type WrittenInTalk } from "./talk";

const WRITTEN: readonly WrittenInTalk[] = ["vi", "es", "ar"];

/** Writes the talk in three languages; what is not of the talk stays as it is. */
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

  async close(): Promise<void> {}
}

/** Of a line that is still being said, as much as was said of it. */
function written(text: string, lang: WrittenInTalk): string {
  const line = [...TALK, UNFINISHED].find(({ en }) => en.startsWith(text));
  if (!line) return text;
  const words = line[lang].split(" ");
  return words.slice(0, Math.ceil((words.length * text.length) / line.en.length)).join(" ");
}
