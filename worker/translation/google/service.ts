/** Of all texts of a request; Google's MIME types. */
export type TextFormat = "text/plain" | "text/html";

/** A version of Google's service: texts in, translations out, in the same order. */
export interface GoogleService {
  /** Strings that one request may hold. */
  readonly maxStrings: number;
  /** @param from @param to Google's own tags. @throws whatever the transport throws */
  translate(texts: readonly string[], from: string, to: string, format: TextFormat): Promise<readonly string[]>;
  /** Translates a word that nobody has said. @throws whatever the transport throws */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** A request that has no answer after this long is given up and tried again. */
export const TIMEOUT_MS = 10_000;
