import { readFileSync } from "node:fs";

/** The samples of a RIFF file, whose data need not begin at byte 44. */
export function soundOf(path: string): Uint8Array {
  const file = readFileSync(path);
  let at = 12;
  while (file.toString("latin1", at, at + 4) !== "data") at += 8 + file.readUInt32LE(at + 4);
  return new Uint8Array(file.subarray(at + 8));
}
