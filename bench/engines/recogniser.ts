import { CHUNK_BYTES, CHUNK_SAMPLES, samplesToMs } from "#protocol/sound";
import type { Recogniser, RecogniserEvent } from "#worker/stt/port";
import { CHUNKS_PER_SEGMENT, CHUNKS_PER_WORD, saidAfter } from "./said";

/** Sends a new hypothesis for every chunk and a final after every twentieth, at once and without cost. */
export class InstantRecogniser implements Recogniser {
  readonly events: AsyncIterable<RecogniserEvent>;
  readonly #waiting: RecogniserEvent[] = [];
  #wake: (() => void) | null = null;
  #isOver = false;
  #position: number;
  #from: number;
  #bytes = 0;

  constructor(
    startSample: number,
    private readonly closed: () => void,
  ) {
    this.#position = startSample;
    this.#from = startSample;
    this.events = this.#say();
  }

  write(sound: Uint8Array): void {
    this.#bytes += sound.byteLength;
    while (this.#bytes >= CHUNK_BYTES) {
      this.#bytes -= CHUNK_BYTES;
      this.#position += CHUNK_SAMPLES;
      this.#hear();
    }
    this.#wake?.();
  }

  end(): void {
    if (this.#isOver) return;
    if (this.#position > this.#from) this.#final();
    this.#close();
  }

  abort(): void {
    if (this.#isOver) return;
    this.#waiting.length = 0;
    this.#close();
  }

  #hear(): void {
    const chunks = (this.#position - this.#from) / CHUNK_SAMPLES;
    const text = saidAfter(chunks);
    const place = { startSample: this.#from, covered: this.#position };
    const stable = saidAfter(chunks - (chunks % CHUNKS_PER_WORD)).length;
    this.#waiting.push({ type: "hypothesis", text, stable, ...place });
    if (chunks >= CHUNKS_PER_SEGMENT) this.#final();
  }

  #final(): void {
    const [startSample, endSample] = [this.#from, this.#position];
    const chunks = (endSample - startSample) / CHUNK_SAMPLES;
    const text = saidAfter(chunks);
    const wordSamples = CHUNKS_PER_WORD * CHUNK_SAMPLES;
    const words = text.split(" ").map((word, i) => ({
      word,
      startMs: samplesToMs(startSample + i * wordSamples),
      endMs: samplesToMs(Math.min(endSample, startSample + (i + 1) * wordSamples)),
      confidence: 0.9,
    }));
    this.#from = endSample;
    this.#waiting.push({ type: "final", text, startSample, endSample, words });
  }

  #close(): void {
    this.#isOver = true;
    this.closed();
    this.#wake?.();
  }

  async *#say(): AsyncGenerator<RecogniserEvent> {
    for (;;) {
      for (let event = this.#waiting.shift(); event; event = this.#waiting.shift()) yield event;
      if (this.#isOver) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }
}
