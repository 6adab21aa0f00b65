import { EngineError } from "../../engine-error";
import { googleError } from "./error";
import { codepoints, MAX_CODEPOINTS } from "./request-texts";

type Waiting = {
  readonly text: string;
  readonly resolve: (translated: string) => void;
  readonly reject: (error: EngineError) => void;
};

/**
 * Batches the requests of one direction: one is in flight, and texts that arrive in that time share the next one.
 * @param send returns the answers in the order of the texts
 */
export function createBatches(maxStrings: number, send: (texts: readonly string[]) => Promise<readonly string[]>) {
  const waiting: Waiting[] = [];
  let inFlight = false;

  /** Takes as many waiting texts as one request may hold. A single text always fits. */
  function nextBatch(): Waiting[] {
    let size = 0;
    const end = waiting.findIndex(({ text }, index) => {
      size += codepoints(text);
      return index > 0 && (size > MAX_CODEPOINTS || index >= maxStrings);
    });
    return waiting.splice(0, end === -1 ? waiting.length : end);
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    const texts = [...new Set(batch.map(({ text }) => text))];
    try {
      const answers = await send(texts);
      if (answers.length !== texts.length) {
        throw new EngineError("crashed", true, "Google Cloud Translation: an answer is missing");
      }
      const byText = new Map(texts.map((text, index) => [text, answers[index] ?? ""]));
      for (const { text, resolve } of batch) resolve(byText.get(text) ?? "");
    } catch (error) {
      const failed = googleError(error);
      // Google may refuse one text only, so the others are sent again without it.
      if (failed.kind === "unsupported" && texts.length > 1) for (const one of batch) await settle([one]);
      else for (const { reject } of batch) reject(failed);
    }
  }

  async function drain(): Promise<void> {
    inFlight = true;
    // Texts that arrive in the same turn of the event loop share the first request.
    await new Promise(setImmediate);
    while (waiting.length > 0) await settle(nextBatch());
    inFlight = false;
  }

  return (text: string) =>
    new Promise<string>((resolve, reject) => {
      waiting.push({ text, resolve, reject });
      if (!inFlight) void drain();
    });
}
