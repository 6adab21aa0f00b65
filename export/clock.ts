import type { ExportChoice, ExportedSegment, ExportedSession } from "#protocol/export";

/**
 * Puts a session on the clock of a choice, which stops in pauses (`spoken`) or runs on (`recording`), and adds the
 * offset to every time. Lines that end before 0 of the new clock are left out.
 */
export function onClock(
  { session, lines }: ExportedSession,
  { clock, offset }: Pick<ExportChoice, "clock" | "offset">,
): ExportedSession {
  let shift = offset;
  const shifted = lines.map((line) => {
    const begins = shift;
    if (clock === "recording") shift += line.pauseMs ?? 0;
    return moved(line, begins, shift);
  });
  return { session, lines: shifted.filter(({ endMs }) => endMs > 0 || offset >= 0) };
}

/** @param begins,ends ms by which the beginning and the end move: a pause gets its length from them */
function moved(line: ExportedSegment, begins: number, ends: number): ExportedSegment {
  const at = (ms: number, by: number) => Math.max(0, ms + by);
  return {
    ...line,
    startMs: at(line.startMs, begins),
    endMs: at(line.endMs, ends),
    words:
      line.words?.map((word) => ({ ...word, startMs: at(word.startMs, begins), endMs: at(word.endMs, begins) })) ??
      null,
  };
}
