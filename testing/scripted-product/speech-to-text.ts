import { CHUNK_BYTES, CHUNK_SAMPLES, samplesToMs } from "#protocol/sound";
import type { OpenOptions, Recogniser, RecogniserEvent, SpeechToText } from "#worker/stt/port";
import { Faults } from "../scripted/faults";
import { TALK, UNFINISHED } from "./talk";

type Said = { readonly line: number; readonly text: string; readonly fromChunk: number; readonly isWhole: boolean };

const LINES = TALK.map(({ en }) => en.split(" "));
const LAST = UNFINISHED.en.split(" ");

/** Fast, to save time; tests of growing sentences set the pace of speech. */
const WORDS_PER_CHUNK = Number(process.env.WORDS_PER_CHUNK ?? 1.5);
/** Silence in the first chunks: time for a test to press Pause before the talk begins. */
const QUIET_CHUNKS = Number(process.env.QUIET_CHUNKS ?? 0);

/** The position in the talk after a number of chunks. */
function saidAt(chunks: number): Said {
  let fromChunk = QUIET_CHUNKS;
  for (const [line, words] of LINES.entries()) {
    const [said, needed] = [chunks - fromChunk, chunksOf(words)];
    if (said <= needed) return { line, text: firstOf(words, said), fromChunk, isWhole: said === needed };
    fromChunk += needed;
  }
  return { line: LINES.length, text: firstOf(LAST, chunks - fromChunk), fromChunk, isWhole: false };
}

/** The number of chunks after which words of the last sentence are committed. */
const LAST_STANDS = chunksOf(LAST) + 15;

function chunksOf(words: readonly string[]): number {
  return Math.ceil(words.length / WORDS_PER_CHUNK);
}

function firstOf(words: readonly string[], chunks: number): string {
  return words.slice(0, Math.floor(chunks * WORDS_PER_CHUNK)).join(" ");
}

/** Recognises the talk in any sound; the session's clock gives the position. */
class RecitedSound implements Recogniser {
  readonly events: AsyncIterable<RecogniserEvent>;
  #bytes = 0;
  #ended = false;
  #aborted = false;
  #wake = () => {};

  constructor(
    private readonly startSample: number,
    private readonly faults: Faults,
  ) {
    this.events = this.#run();
  }

  write(sound: Uint8Array): void {
    this.#bytes += sound.byteLength;
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  abort(): void {
    this.#aborted = true;
    this.#wake();
  }

  async *#run(): AsyncGenerator<RecogniserEvent> {
    let position = this.startSample;
    while (await this.#hasChunk()) {
      this.#bytes -= CHUNK_BYTES;
      await this.faults.meet("hear", { word: Math.round(position / CHUNK_SAMPLES) });
      position += CHUNK_SAMPLES;
      yield* hear(position);
    }
  }

  async #hasChunk(): Promise<boolean> {
    while (this.#bytes < CHUNK_BYTES && !this.#ended && !this.#aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#bytes >= CHUNK_BYTES && !this.#aborted;
  }
}

function* hear(position: number): Generator<RecogniserEvent> {
  if (position <= QUIET_CHUNKS * CHUNK_SAMPLES) return;
  const { line, text, fromChunk, isWhole } = saidAt(Math.floor(position / CHUNK_SAMPLES));
  const startSample = fromChunk * CHUNK_SAMPLES;
  if (isWhole) {
    const at = (word: number) => samplesToMs(startSample + Math.floor((word * CHUNK_SAMPLES) / WORDS_PER_CHUNK));
    const words = (LINES[line] ?? []).map((word, index) => ({
      word,
      startMs: at(index),
      endMs: at(index + 1),
      confidence: 1,
    }));
    yield { type: "final", text, startSample, endSample: position, words };
    return;
  }
  yield { type: "hypothesis", text, startSample, covered: position };
  // The last sentence does not end: after some time its sound is released.
  if (line === LINES.length && position - startSample > LAST_STANDS * CHUNK_SAMPLES)
    yield { type: "quiet", upToSample: position };
}

/** A speech-to-text engine whose result is the talk, whatever the sound is. */
export class Reciter implements SpeechToText {
  readonly name = "google";
  readonly languages = ["en-US"];
  readonly capacity: number;
  readonly #faults: Faults;
  readonly #open = new Set<Recogniser>();

  constructor({ directory, capacity }: { readonly directory: string; readonly capacity: number }) {
    this.capacity = capacity;
    this.#faults = new Faults(directory);
  }

  async open({ startSample }: OpenOptions): Promise<Recogniser> {
    await this.#faults.meet("open");
    const recogniser = new RecitedSound(startSample, this.#faults);
    this.#open.add(recogniser);
    return recogniser;
  }

  async close(): Promise<void> {
    for (const recogniser of this.#open) recogniser.abort();
  }
}
