import { OPUS_PACKETS, PRE_ROLL_SAMPLES, packOpus } from "#protocol/opus";
import { CHUNK_SAMPLES, SAMPLE_RATE } from "#protocol/sound";

const CONFIGURATION = {
  codec: "opus",
  sampleRate: SAMPLE_RATE,
  numberOfChannels: 1,
  bitrate: 24_000,
  // `voip` would filter the sound, and PocketSphinx would make more errors.
  opus: { application: "audio", signal: "voice", frameDuration: 20_000 },
} as const;

/** Encodes chunks with the browser's own encoder, each for itself: the encoder begins anew with each. */
export class OpusEncoder {
  readonly #encoder: AudioEncoder;
  #packets: Uint8Array[] = [];

  /** @returns null: the browser does not encode Opus */
  static async open(): Promise<OpusEncoder | null> {
    const support = await AudioEncoder.isConfigSupported(CONFIGURATION).catch(() => null);
    return support?.supported ? new OpusEncoder() : null;
  }

  private constructor() {
    this.#encoder = new AudioEncoder({
      output: (packet) => {
        const bytes = new Uint8Array(packet.byteLength);
        packet.copyTo(bytes);
        this.#packets.push(bytes);
      },
      // `flush` rejects as well.
      error: () => {},
    });
  }

  /**
   * Encodes one chunk at a time.
   * @param chunk PCM @param before the chunk before it; absent: silence
   * @throws DOMException of the browser
   * @throws Error: the packets are not of the length that a gateway accepts
   */
  async encode(chunk: Uint8Array, before?: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    const sound = new Uint8Array((PRE_ROLL_SAMPLES + CHUNK_SAMPLES) * 2);
    if (before) sound.set(before.subarray(-PRE_ROLL_SAMPLES * 2));
    sound.set(chunk, PRE_ROLL_SAMPLES * 2);
    this.#packets = [];
    this.#encoder.configure(CONFIGURATION);
    const data = new AudioData({
      format: "s16",
      sampleRate: SAMPLE_RATE,
      numberOfChannels: 1,
      numberOfFrames: PRE_ROLL_SAMPLES + CHUNK_SAMPLES,
      timestamp: 0,
      data: sound,
    });
    this.#encoder.encode(data);
    data.close();
    await this.#encoder.flush();
    this.#encoder.reset();
    // The browser may add a packet of silence.
    return packOpus(this.#packets.slice(0, OPUS_PACKETS));
  }

  close(): void {
    if (this.#encoder.state !== "closed") this.#encoder.close();
  }
}
