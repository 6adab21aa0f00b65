import type { ExportedSession } from "#protocol/export";

const FORMAT = { format: "interline-session", version: 1 };

/**
 * Everything as it is stored, unchanged: JSON can encode any text. One segment at a time, formatted like
 * `JSON.stringify`.
 */
export function* json({ session, lines }: ExportedSession): Generator<string> {
  const frame = JSON.stringify({ ...FORMAT, session, lines: [] }, null, 2);
  if (lines.length === 0) return yield `${frame}\n`;
  yield frame.slice(0, -"]\n}".length);
  let between = "";
  for (const line of lines) {
    // No text contains a line break, since JSON encodes it as two characters.
    yield `${between}\n    ${JSON.stringify(line, null, 2).replaceAll("\n", "\n    ")}`;
    between = ",";
  }
  yield "\n  ]\n}\n";
}
