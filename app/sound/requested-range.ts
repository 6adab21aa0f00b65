import type { ByteRange } from "#export/sound/sound-file";

/**
 * The range that a request asks for (RFC 9110, section 14). A request for several ranges gets the whole file.
 * @param header the value of `Range`; null: none
 * @returns null: the whole file. `unsatisfiable`: it begins after the end of the file
 */
export function requestedRange(header: string | null, size: number): ByteRange | "unsatisfiable" | null {
  const asked = /^bytes=(\d{0,19})-(\d{0,19})$/i.exec(header?.trim() ?? "");
  const [first, last] = [asked?.[1] ?? "", asked?.[2] ?? ""];
  if (!asked || (first === "" && last === "")) return null;
  if (first === "") {
    const bytes = Math.min(Number(last), size);
    return bytes === 0 ? "unsatisfiable" : { from: size - bytes, to: size };
  }
  if (last !== "" && Number(last) < Number(first)) return null;
  if (Number(first) >= size) return "unsatisfiable";
  return { from: Number(first), to: last === "" ? size : Math.min(Number(last) + 1, size) };
}
