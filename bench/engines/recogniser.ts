import { CHUNK_BYTES, CHUNK_SAMPLES, samplesToMs } from "#protocol/sound";
import type { Recogniser, RecogniserEvent } from "#worker/stt/port";
import { CHUNKS_PER_SEGMENT, saidAfter } from "./said";

/** Believes something new at every chunk and is certain after every twentieth, at once and at no cost. */
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
    this.#waiting.push({ type: "hypothesis", text, stable: text.length, ...place });
    if (chunks >= CHUNKS_PER_SEGMENT) this.#final();
  }

  #final(): void {
    const [startSample, endSample] = [this.#from, this.#position];
    const chunks = (endSample - startSample) / CHUNK_SAMPLES;
    const text = saidAfter(chunks);
    const words = text.split(" ").map((word, i) => ({
      word,
      startMs: samplesToMs(startSample + i * CHUNK_SAMPLES),
      endMs: samplesToMs(startSample + (i + 1) * CHUNK_SAMPLES),
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
