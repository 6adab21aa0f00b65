/** Google's MIME type of the texts of a request. */
export type TextFormat = "text/plain" | "text/html";

/** A version of Google's service. Translations have the order of the texts. */
export interface GoogleService {
  /** Most strings per request. */
  readonly maxStrings: number;
  /** @param from @param to Google's language tags. @throws the transport's error */
  translate(texts: readonly string[], from: string, to: string, format: TextFormat): Promise<readonly string[]>;
  /** Translates a fixed word, to check the configuration. @throws the transport's error */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** A request without an answer for this long fails and is retried, ms. */
export const TIMEOUT_MS = 10_000;
