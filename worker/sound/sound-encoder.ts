import openOpus from "opusscript/build/opusscript_native_wasm.js";
import { PACKET_BYTES, PACKET_SAMPLES, SAMPLE_RATE } from "#protocol/sound";

/** Numbers of opus_defines.h. */
const RESTRICTED_LOWDELAY = 2051;
const SETTINGS = [
  { request: 4002, value: (PACKET_BYTES * 8 * SAMPLE_RATE) / PACKET_SAMPLES }, // bits per second
  { request: 4006, value: 0 }, // constant bit rate
  { request: 4010, value: 5 }, // complexity
] as const;

/** Bytes of a frame: the PCM of one packet. */
export const FRAME_BYTES = PACKET_SAMPLES * 2;

type Opus = ReturnType<typeof openOpus>;
/** libopus, and the offsets of a frame and of a packet in its heap. All encoders of the process use these in turn. */
type Library = { readonly opus: Opus; readonly frame: number; readonly packet: number };
let shared: Library | null = null;

function openLibrary(): Library {
  const opus = openOpus();
  // The library reads each byte of the sound from two bytes of the heap.
  return { opus, frame: opus._malloc(FRAME_BYTES * 2), packet: opus._malloc(PACKET_BYTES) };
}

/** OPUS_SET_PREDICTION_DISABLED: with 1 a packet does not depend on those before it. */
const PREDICTION_DISABLED = 4042;

/** Encodes one stream of sound in packets of `PACKET_BYTES`. It delays the sound by `OPUS_DELAY`. */
export class SoundEncoder {
  #isFirst = true;
  readonly #handler: InstanceType<Opus["OpusScriptHandler"]>;
  readonly #library: Library;

  /** @param before the 20 ms of sound before the stream; null: silence */
  constructor(before: Uint8Array | null = null) {
    shared ??= openLibrary();
    this.#library = shared;
    this.#handler = new shared.opus.OpusScriptHandler(SAMPLE_RATE, 1, RESTRICTED_LOWDELAY);
    for (const { request, value } of SETTINGS) must(this.#handler._encoder_ctl(request, value));
    // The encoder holds back the end of each frame. Without `before`, sound would be missing where a worker takes over.
    if (before) this.#encode(before);
    // The decoder has decoded packets of another encoder before the first packet of this one.
    must(this.#handler._encoder_ctl(PREDICTION_DISABLED, 1));
  }

  /** @param frame PCM of `PACKET_SAMPLES` @returns a new packet */
  encode(frame: Uint8Array): Uint8Array {
    const packet = this.#encode(frame);
    if (this.#isFirst) must(this.#handler._encoder_ctl(PREDICTION_DISABLED, 0));
    this.#isFirst = false;
    return packet;
  }

  #encode(frame: Uint8Array): Uint8Array {
    const { opus, frame: input, packet } = this.#library;
    opus.HEAPU16.set(frame, input / 2);
    must(this.#handler._encode(input, frame.byteLength, packet, PACKET_SAMPLES));
    return opus.HEAPU8.slice(packet, packet + PACKET_BYTES);
  }

  close(): void {
    this.#library.opus.OpusScriptHandler.destroy_handler(this.#handler);
  }
}

function must(result: number): void {
  if (result < 0) throw new Error(`libopus refuses with ${result}`);
}
