import type { Recogniser, SpeechToText } from "#worker/stt/port";
import type { TranslatedText, TranslationRequest, Translator } from "#worker/translation/port";
import { InstantRecogniser } from "./recogniser";

/** A speech engine that takes no time, so that only the pipeline's time remains. */
export class InstantSpeechToText implements SpeechToText {
  readonly name = "instant";
  readonly languages = ["en-US"];
  readonly #open = new Set<Recogniser>();

  constructor(readonly capacity: number) {}

  async open({ startSample }: { startSample: number }): Promise<Recogniser> {
    const recogniser: Recogniser = new InstantRecogniser(startSample, () => this.#open.delete(recogniser));
    this.#open.add(recogniser);
    return recogniser;
  }

  async close(): Promise<void> {
    for (const recogniser of this.#open) recogniser.abort();
  }
}

export class InstantTranslator implements Translator {
  readonly name = "instant";

  supports(): boolean {
    return true;
  }

  async translate({ text, to }: TranslationRequest): Promise<TranslatedText> {
    return { text: `[${to}] ${text}`, unknownWords: 0 };
  }

  billed(text: string): number {
    return text.length;
  }

  async close(): Promise<void> {}
}
