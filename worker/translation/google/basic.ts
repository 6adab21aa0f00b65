import { z } from "zod";
import { googleError, googleHttpError } from "./error";
import { type GoogleService, TIMEOUT_MS } from "./service";

/** v2: strings in one request. */
const MAX_STRINGS = 128;

const PATH = "/language/translate/v2";

const Answer = z.object({ data: z.object({ translations: z.array(z.object({ translatedText: z.string() })) }) });
const Failure = z.object({ error: z.object({ message: z.string() }) });

/**
 * Cloud Translation v2 (Basic) by REST, for an API key without a project. It has no glossaries.
 * @param origin origin of the service; tests pass another one
 */
export function createBasic(apiKey: string, origin = "https://translation.googleapis.com"): GoogleService {
  const service: GoogleService = {
    maxStrings: MAX_STRINGS,

    async check() {
      await service.translate(["OK"], "en", "vi", "text/plain");
    },

    async translate(texts, from, to, mimeType) {
      const format = mimeType === "text/html" ? "html" : "text";
      const response = await fetch(origin + PATH, {
        method: "POST",
        // A key in the address would appear in the logs of every proxy.
        headers: { "content-type": "application/json", "x-goog-api-key": apiKey },
        body: JSON.stringify({ q: texts, source: from, target: to, format, model: "nmt" }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch(() => {
        throw googleError({ code: 14 });
      });
      const body: unknown = await response.json().catch(() => null);
      if (!response.ok) throw googleHttpError(response.status, Failure.safeParse(body).data?.error.message ?? "");
      return Answer.parse(body).data.translations.map(({ translatedText }) => translatedText);
    },

    close: () => Promise.resolve(),
  };
  return service;
}
