import { SAMPLE_RATE } from "#protocol/sound";

/** An unusable file. The message is a sentence for the person who named the file. */
export class WavError extends Error {
  override readonly name = "WavError";
}

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
const HEADER_BYTES = 8;

type Format = { readonly encoding: number; readonly channels: number; readonly rate: number; readonly bits: number };

/**
 * Reads a RIFF WAVE file with chunks in any order, padded or not, and a data length that may be missing. Stereo is
 * mixed down; 8, 24 and 32 bits and floats are converted to 16 bits. Another sample rate is refused.
 * @returns samples at 16 kHz, mono
 * @throws WavError
 */
export function readWav(bytes: Uint8Array): Int16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 12 || tag(view, 0) !== "RIFF" || tag(view, 8) !== "WAVE") {
    throw new WavError("This is not a WAV file: it does not begin with RIFF and WAVE.");
  }
  const { format, data } = chunksOf(view);
  if (!format) throw new WavError('This WAV file is damaged: it has no complete "fmt " chunk.');
  const frameBytes = checked(format);
  if (!data) throw new WavError('This WAV file is damaged: it has no "data" chunk.');
  const frames = Math.floor(data.byteLength / frameBytes);
  if (frames === 0) throw new WavError('This WAV file holds no sound: its "data" chunk is empty.');
  return toMono16(data, frames, format);
}

function chunksOf(view: DataView): { format?: Format; data?: DataView } {
  let format: Format | undefined;
  let data: DataView | undefined;
  for (let at = 12; at + HEADER_BYTES <= view.byteLength; ) {
    const name = tag(view, at);
    const size = view.getUint32(at + 4, true);
    const begin = at + HEADER_BYTES;
    // A writer to a pipe cannot fill in the length later: the data then ends with the file.
    const end = Math.min(begin + size, view.byteLength);
    if (name === "fmt ") format ??= formatOf(new DataView(view.buffer, view.byteOffset + begin, end - begin), size);
    if (name === "data") data ??= new DataView(view.buffer, view.byteOffset + begin, end - begin);
    // Some writers leave out the zero byte that pads an odd chunk.
    const isPadded = size % 2 === 1 && end < view.byteLength && view.getUint8(end) === 0;
    at = begin + size + (isPadded ? 1 : 0);
  }
  return { ...(format && { format }), ...(data && { data }) };
}

function formatOf(chunk: DataView, size: number): Format | undefined {
  if (chunk.byteLength < Math.min(size, 40) || chunk.byteLength < 16 || size > 1_024) return undefined;
  const encoding = chunk.getUint16(0, true);
  return {
    // The first two bytes of an extensible format's GUID are the encoding.
    encoding: encoding === EXTENSIBLE && chunk.byteLength >= 26 ? chunk.getUint16(24, true) : encoding,
    channels: chunk.getUint16(2, true),
    rate: chunk.getUint32(4, true),
    bits: chunk.getUint16(14, true),
  };
}

/** @returns bytes per frame: one sample of every channel */
function checked({ encoding, channels, rate, bits }: Format): number {
  const known = (encoding === PCM && [8, 16, 24, 32].includes(bits)) || (encoding === FLOAT && [32, 64].includes(bits));
  if (!known) throw unfit(`encoding ${encoding} with ${bits} bits`);
  if (channels < 1 || channels > 32) throw unfit(`${channels} channels`);
  if (rate !== SAMPLE_RATE) throw unfit(`${rate} samples per second`);
  return channels * (bits / 8);
}

function unfit(what: string): WavError {
  return new WavError(
    `This WAV file has ${what}. Only PCM at ${SAMPLE_RATE} samples per second is supported. Convert it with\n` +
      "  ffmpeg -i FILE.wav -ac 1 -ar 16000 -c:a pcm_s16le CONVERTED.wav\n" +
      "or\n" +
      "  sox FILE.wav -c 1 -r 16000 -b 16 CONVERTED.wav",
  );
}

function toMono16(data: DataView, frames: number, { encoding, channels, bits }: Format): Int16Array {
  const read = encoding === FLOAT ? floatReader(data, bits) : integerReader(data, bits);
  const sampleBytes = bits / 8;
  return Int16Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += read((frame * channels + channel) * sampleBytes);
    return Math.max(-32_768, Math.min(32_767, Math.round(sum / channels)));
  });
}

type Reader = (at: number) => number;

/** Reads in units of 16 bits, so that 16-bit samples are unchanged. */
function integerReader(data: DataView, bits: number): Reader {
  switch (bits) {
    case 8:
      return (at) => (data.getUint8(at) - 128) * 256;
    case 24:
      return (at) => data.getInt16(at + 1, true) + data.getUint8(at) / 256;
    case 32:
      return (at) => data.getInt32(at, true) / 65_536;
    default:
      return (at) => data.getInt16(at, true);
  }
}

function floatReader(data: DataView, bits: number): Reader {
  const read: Reader = bits === 64 ? (at) => data.getFloat64(at, true) : (at) => data.getFloat32(at, true);
  return (at) => {
    const sample = read(at);
    return Number.isFinite(sample) ? sample * 32_768 : 0;
  };
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
