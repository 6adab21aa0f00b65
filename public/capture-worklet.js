// Microphone samples as signed 16-bit PCM at 16 kHz, 200 ms at a time; on request, the samples so far.
const RATE = 16_000;
const CHUNK_SAMPLES = 3_200;

class Capture extends AudioWorkletProcessor {
  #chunk = new Int16Array(CHUNK_SAMPLES);
  #filled = 0;
  // Position of the next output sample, in input samples since the end of the last block; -1 to 0 lies between two blocks.
  #at = 0;
  #last = 0;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.#send();
      this.port.postMessage("flushed");
    };
  }

  process([input]) {
    const samples = input[0];
    if (!samples) return true;
    // 1 where the context runs at 16 kHz. Otherwise the page has low-passed the sound, and linear interpolation between
    // samples is accurate enough for speech.
    const step = sampleRate / RATE;
    for (; this.#at <= samples.length - 1; this.#at += step) {
      const before = Math.floor(this.#at);
      const a = before < 0 ? this.#last : samples[before];
      const b = samples[Math.min(before + 1, samples.length - 1)];
      this.#keep(a + (b - a) * (this.#at - before));
    }
    this.#at -= samples.length;
    this.#last = samples[samples.length - 1];
    return true;
  }

  #keep(sample) {
    this.#chunk[this.#filled] = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
    this.#filled += 1;
    if (this.#filled === CHUNK_SAMPLES) this.#send();
  }

  #send() {
    if (this.#filled === 0) return;
    const sound = this.#chunk.slice(0, this.#filled);
    this.#filled = 0;
    this.port.postMessage(sound, [sound.buffer]);
  }
}

registerProcessor("capture", Capture);
