import type { Recogniser, RecogniserEvent, SpeechToText } from "#worker/stt/port";
import type { Translator } from "#worker/translation/port";

/** Environment variable of a worker whose words carry the time at which they were made. */
export const STAMPING = { BENCH_STAMPING: "1" };

export function isStamping(): boolean {
  return process.env.BENCH_STAMPING === "1";
}

/** A text that ends with the time (ms since 1970) at which it was made; `kind` distinguishes texts of the same ms. */
export function stamped(text: string, kind: string): string {
  return `${text} @${kind}${Date.now()}`;
}

/** The stamp at the end of a text, and its time. Null: there is none. */
export function stampOf(text: string): { readonly stamp: string; readonly at: number } | null {
  const found = /@(\D*(\d+))$/.exec(text);
  return found?.[1] ? { stamp: found[1], at: Number(found[2]) } : null;
}

/**
 * Each word of a hypothesis carries the time of its first hypothesis, so that no shown word changes: a draft leaves in
 * the same turn.
 */
export function stampingSpeech(stt: SpeechToText): SpeechToText {
  return {
    name: stt.name,
    languages: stt.languages,
    capacity: stt.capacity,
    open: async (options) => withStamps(await stt.open(options)),
    close: () => stt.close(),
  };
}

function withStamps(recogniser: Recogniser): Recogniser {
  return {
    events: stampedEvents(recogniser.events),
    write: (sound) => recogniser.write(sound),
    end: () => recogniser.end(),
    abort: () => recogniser.abort(),
  };
}

async function* stampedEvents(events: AsyncIterable<RecogniserEvent>): AsyncGenerator<RecogniserEvent> {
  let told: string[] = [];
  for await (const event of events) {
    if (event.type === "hypothesis") {
      const fresh = event.text.split(" ").slice(told.length);
      told = [...told, ...fresh.map((word) => stamped(word, "draft").replace(" ", ""))];
      const text = told.join(" ");
      yield { ...event, text, stable: text.length };
    } else {
      if (event.type === "final") told = [];
      yield event;
    }
  }
}

/** Translations carry the time at which the engine returned them; they are stored before they are published. */
export function stampingTranslation(translator: Translator): Translator {
  return {
    name: translator.name,
    supports: (...pair) => translator.supports(...pair),
    billed: (...text) => translator.billed(...text),
    async translate(request) {
      const { text, unknownWords } = await translator.translate(request);
      return { text: stamped(text, request.to), unknownWords };
    },
    close: () => translator.close(),
  };
}
