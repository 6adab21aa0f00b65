import { LRUCache } from "lru-cache";
import { googleWritten } from "#protocol/google-languages";
import { writtenLanguages } from "#protocol/languages";
import { EngineError } from "#worker/engine-error";
import { type AdvancedOptions, createAdvanced } from "./google-advanced";
import { createBasic } from "./google-basic";
import { createBatches } from "./google-batches";
import { joined, piecesOf } from "./google-pieces";
import type { GoogleService } from "./google-service";
import type { Translator } from "./port";

/** Recent texts that are not paid for again: drafts that became segments, and what people say often. */
const REMEMBERED = 4_000;

export type GoogleTranslationOptions = Partial<AdvancedOptions> & {
  /** v2 (Basic) instead of v3, where there is no project: for those who have only a key. */
  readonly apiKey?: string | undefined;
  /** Of v2; another one in tests. */
  readonly basicOrigin?: string | undefined;
};

/** v3, or v2 where there is a key and no project. */
export function serviceFor(options: GoogleTranslationOptions): GoogleService {
  const { apiKey, basicOrigin, location = "global", model = "nmt", ...rest } = options;
  return apiKey && !rest.projectId ? createBasic(apiKey, basicOrigin) : createAdvanced({ location, model, ...rest });
}

/**
 * Google Cloud Translation. Every direction has its own requests: one that fails or waits holds up no other.
 * @throws EngineError where the options cannot work
 */
export function createGoogleTranslation(options: GoogleTranslationOptions = {}): Translator {
  const service = serviceFor(options);
  const recent = new LRUCache<string, string>({ max: REMEMBERED });
  const directions = new Map<string, (text: string) => Promise<string>>();
  let isClosed = false;

  async function piece(text: string, from: string, to: string): Promise<string> {
    if (text.trim() === "") return "";
    const key = `${from} ${to} ${text}`;
    const known = recent.get(key);
    if (known !== undefined) return known;
    const pair = `${from} ${to}`;
    const ask =
      directions.get(pair) ?? createBatches(service.maxStrings, (texts) => service.translate(texts, from, to));
    directions.set(pair, ask);
    const translated = (await ask(text)).trim();
    recent.set(key, translated);
    return translated;
  }

  function supports(from: string, to: string): boolean {
    return writtenLanguages("google", from).includes(to);
  }

  return {
    name: "google",

    supports,

    async translate({ text, from, to }) {
      if (isClosed) throw new EngineError("unavailable", true, "Google Cloud Translation is closed");
      const source = googleWritten(from);
      if (source === null || !supports(from, to)) {
        throw new EngineError("unsupported", false, `Google Cloud Translation does not write ${to} from ${from}`);
      }
      const pieces = piecesOf(text, from).map((part) => piece(part, source, to));
      // It leaves nothing untranslated that it could tell of.
      return { text: joined(await Promise.all(pieces), to), unknownWords: 0 };
    },

    async close() {
      isClosed = true;
      await service.close();
    },
  };
}
