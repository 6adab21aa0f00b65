import type { TranslatedText, TranslationRequest, Translator } from "#worker/translation/port";
import { Faults } from "./faults";

/** Writes `[es] w1 w2.` for `w1 w2.`; one language may be told to fail or to wait. */
export class ScriptedTranslator implements Translator {
  readonly name = "scripted";
  readonly #faults: Faults;

  constructor(options: { readonly directory: string }) {
    this.#faults = new Faults(options.directory);
  }

  supports(from: string, to: string): boolean {
    return from === "en-US" && ["es", "ca", "vi"].includes(to);
  }

  async translate({ text, to }: TranslationRequest): Promise<TranslatedText> {
    await this.#faults.meet("translate", { to });
    return { text: `[${to}] ${text}`, unknownWords: 0 };
  }

  billed(text: string): number {
    return text.length;
  }

  async close(): Promise<void> {}
}
