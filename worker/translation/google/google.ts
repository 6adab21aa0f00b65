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
import { codepoints, joined, MAX_CODEPOINTS, piecesOf } from "./pieces";
import type { GoogleService, TextFormat } from "./service";

/** Recent texts that are not paid for again: drafts that became segments, and what people say often. */
const REMEMBERED = 4_000;

/** Code points: a piece as short as this fits, whatever is marked and escaped in it. */
const SMALLEST = 200;

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

  /** As it is sent and comes back. What was paid for is known by it, so by the terms that are marked in it too. */
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

  async function piece(parts: readonly Part[], from: string, to: string): Promise<string> {
    const text = textOf(parts);
    if (text.trim() === "") return "";
    if (!holdsTerm(parts)) return (await ask(text, from, to, "text/plain")).trim();
    try {
      return fromHtml(await ask(toHtml(parts), from, to, "text/html"), parts, to).trim();
    } catch (error) {
      // A model that takes no HTML: rather its own words for the terms than no line.
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
        throw new EngineError("unsupported", false, `Google Cloud Translation does not write ${to} from ${from}`);
      }
      const pieces = fitting(text, from, terms).map((parts) => piece(parts, source, to));
      // It leaves nothing untranslated that it could tell of.
      return { text: joined(await Promise.all(pieces), to), unknownWords: 0 };
    },

    // All characters that are sent, tags too (https://cloud.google.com/translate/pricing).
    billed: (text, terms) => sent(partsOf(text, terms)).length,

    async close() {
      isClosed = true;
      await service.close();
    },
  };
}

/** The pieces of a text, none of which is more than one request may hold, as it is sent. */
function fitting(text: string, from: string, terms: readonly string[], max = MAX_CODEPOINTS): Part[][] {
  return piecesOf(text, from, max).flatMap((piece) => {
    const parts = partsOf(piece, terms);
    const isShort = codepoints(sent(parts)) <= MAX_CODEPOINTS;
    return isShort || max < SMALLEST ? [parts] : fitting(piece, from, terms, Math.ceil(max / 2));
  });
}

function sent(parts: readonly Part[]): string {
  return holdsTerm(parts) ? toHtml(parts) : textOf(parts);
}

function textOf(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join("");
}
