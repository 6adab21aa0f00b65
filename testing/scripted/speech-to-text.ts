import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "#worker/engine-error";
import type { OpenOptions, Recogniser, SpeechToText } from "#worker/stt/port";
import { Faults } from "./faults";
import { ScriptedRecogniser } from "./recogniser";

/** The opening of a recogniser, or its closing with the samples that an engine would bill. */
export type JournalEntry = { readonly pid: number } & (
  | { readonly did: "open" }
  | { readonly did: "close"; readonly heardSamples: number }
);

type Options = {
  readonly directory: string;
  readonly capacity?: number;
  readonly finalEvery?: number;
  readonly sentenceWords?: number;
  readonly languages?: readonly string[] | undefined;
};

export class ScriptedSpeechToText implements SpeechToText {
  readonly name = "scripted";
  readonly tellsSilence = true;
  readonly languages: readonly string[];
  readonly capacity: number;
  readonly #options: Options;
  readonly #faults: Faults;
  readonly #open = new Set<Recogniser>();

  constructor(options: Options) {
    this.capacity = options.capacity ?? 100;
    this.languages = options.languages ?? ["en-US"];
    this.#options = options;
    this.#faults = new Faults(options.directory);
  }

  async open({ language, startSample }: OpenOptions): Promise<Recogniser> {
    if (!this.languages.includes(language)) throw new EngineError("unsupported", false, `does not hear ${language}`);
    if (this.#open.size >= this.capacity) throw new EngineError("throttled", true, "every recogniser is in use");
    await this.#faults.meet("open");
    const recogniser: Recogniser = new ScriptedRecogniser({
      startSample,
      finalEvery: this.#options.finalEvery ?? 5,
      sentenceWords: this.#options.sentenceWords ?? 5,
      faults: this.#faults,
      closed: (heardSamples) => {
        this.#open.delete(recogniser);
        note(this.#options.directory, { pid: process.pid, did: "close", heardSamples });
      },
    });
    note(this.#options.directory, { pid: process.pid, did: "open" });
    this.#open.add(recogniser);
    return recogniser;
  }

  async close(): Promise<void> {
    for (const recogniser of this.#open) recogniser.abort();
  }
}

const JOURNAL = "recognisers.jsonl";

function note(directory: string, entry: JournalEntry): void {
  appendFileSync(join(directory, JOURNAL), `${JSON.stringify(entry)}\n`);
}

/** The journal of all recognisers of all workers, oldest first. */
export function readJournal(directory: string): JournalEntry[] {
  const file = join(directory, JOURNAL);
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return lines.map((line): JournalEntry => JSON.parse(line));
}
