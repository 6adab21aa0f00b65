import type { SoundFile } from "#export/sound/sound-file";

/** Bytes of a piece, about two hours of sound. Programs that read JSON keep each string whole, up to 512 MB. */
const PIECE_BYTES = 24_000_000;
/** Base64 writes three bytes as four letters. */
const BASE64_BYTES = 3;

/**
 * Writes a file as a JSON array of strings in base64, each decodable by itself: `["T2dn...","..."]`. Only a block of the file is in
 * memory.
 * @param pieceBytes bytes of each string but the last, a multiple of three
 */
export async function* writtenSound(file: SoundFile, pieceBytes = PIECE_BYTES): AsyncGenerator<string, void> {
  yield '["';
  let rest = Buffer.alloc(0);
  let room = pieceBytes;
  for await (const block of file.read({ from: 0, to: file.size })) {
    let bytes = Buffer.concat([rest, block]);
    while (bytes.byteLength > room) {
      yield `${bytes.toString("base64", 0, room)}","`;
      bytes = bytes.subarray(room);
      room = pieceBytes;
    }
    const whole = bytes.byteLength - (bytes.byteLength % BASE64_BYTES);
    yield bytes.toString("base64", 0, whole);
    rest = bytes.subarray(whole);
    room -= whole;
  }
  yield `${rest.toString("base64")}"]`;
}
