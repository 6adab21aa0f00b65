import { LRUCache } from "lru-cache";
import { googleWritten } from "#protocol/google-languages";
import { writtenLanguages } from "#protocol/languages";
import { EngineError } from "../../engine-error";
import type { Translator } from "../port";
import { holdsTerm, type Part, partsOf } from "../term-parts";
import { type AdvancedOptions, createAdvanced } from "./advanced";
import { createBasic } from "./basic";
import { createBatches } from "./batches";
import { fromHtml, toHtml } from "./html";
import { codepoints, joined, MAX_CODEPOINTS, requestTextsOf } from "./request-texts";
import type { GoogleService, TextFormat } from "./service";

/** Number of cached translations, which cost nothing the second time: drafts that became segments, and frequent phrases. */
const REMEMBERED = 4_000;

/** A text of this many code points fits into one request with any number of tags and escapes. */
const SMALLEST = 200;

export type GoogleTranslationOptions = Partial<AdvancedOptions> & {
  /** An API key, with which v2 (Basic) is used when there is no project. */
  readonly apiKey?: string | undefined;
  /** Origin of v2; tests pass another one. */
  readonly basicOrigin?: string | undefined;
};

/** Opens v3, or v2 if there is a key and no project. */
export function serviceFor(options: GoogleTranslationOptions): GoogleService {
  const { apiKey, basicOrigin, location = "global", model = "nmt", ...rest } = options;
  return apiKey && !rest.projectId ? createBasic(apiKey, basicOrigin) : createAdvanced({ location, model, ...rest });
}

/**
 * Google Cloud Translation. Each direction has requests of its own, so one that fails or waits does not delay the others.
 * @throws EngineError when the options cannot work together
 */
export function createGoogleTranslation(options: GoogleTranslationOptions = {}): Translator {
  const service = serviceFor(options);
  const recent = new LRUCache<string, string>({ max: REMEMBERED });
  const directions = new Map<string, (text: string) => Promise<string>>();
  let isClosed = false;

  /** Translates a text in the form in which it is sent. That form, with its marked terms, is the key of the cache. */
  async function ask(text: string, from: string, to: string, format: TextFormat): Promise<string> {
    const direction = `${from} ${to} ${format}`;
    const key = `${direction} ${text}`;
    const known = recent.get(key);
    if (known !== undefined) return known;
    const send = (texts: readonly string[]) => service.translate(texts, from, to, format);
    const batches = directions.get(direction) ?? createBatches(service.maxStrings, send);
    directions.set(direction, batches);
    const answer = await batches(text);
    recent.set(key, answer);
    return answer;
  }

  async function translateParts(parts: readonly Part[], from: string, to: string): Promise<string> {
    const text = textOf(parts);
    if (text.trim() === "") return "";
    if (!holdsTerm(parts)) return (await ask(text, from, to, "text/plain")).trim();
    try {
      return fromHtml(await ask(toHtml(parts), from, to, "text/html"), parts, to).trim();
    } catch (error) {
      // A model without HTML translates the terms, too: better than no translation.
      if (!(error instanceof EngineError) || error.kind !== "unsupported") throw error;
      return (await ask(text, from, to, "text/plain")).trim();
    }
  }

  function supports(from: string, to: string): boolean {
    return writtenLanguages("google", from).includes(to);
  }

  return {
    name: "google",

    supports,

    async translate({ text, from, to, terms }) {
      if (isClosed) throw new EngineError("unavailable", true, "Google Cloud Translation is closed");
      const source = googleWritten(from);
      if (source === null || !supports(from, to)) {
        throw new EngineError("unsupported", false, `Google Cloud Translation does not translate ${from} into ${to}`);
      }
      const translations = fitting(text, from, terms).map((parts) => translateParts(parts, source, to));
      // Google does not report untranslated words.
      return { text: joined(await Promise.all(translations), to), unknownWords: 0 };
    },

    // All sent characters are billed, including tags (https://cloud.google.com/translate/pricing).
    billed: (text, terms) => sent(partsOf(text, terms)).length,

    async close() {
      isClosed = true;
      await service.close();
    },
  };
}

/** Divides a text into terms and other parts, and these into requests: one array of parts for each request. */
function fitting(text: string, from: string, terms: readonly string[], max = MAX_CODEPOINTS): Part[][] {
  return requestTextsOf(text, from, max).flatMap((one) => {
    const parts = partsOf(one, terms);
    const isShort = codepoints(sent(parts)) <= MAX_CODEPOINTS;
    return isShort || max < SMALLEST ? [parts] : fitting(one, from, terms, Math.ceil(max / 2));
  });
}

function sent(parts: readonly Part[]): string {
  return holdsTerm(parts) ? toHtml(parts) : textOf(parts);
}

function textOf(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join("");
}
