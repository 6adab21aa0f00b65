import type { ExportedSession } from "#protocol/export";

const FORMAT = { format: "interline-session", version: 1 };

/** Everything as it is stored, letter by letter: JSON can write any text. One line at a time, as `JSON.stringify` would. */
export function* json({ session, lines }: ExportedSession): Generator<string> {
  const frame = JSON.stringify({ ...FORMAT, session, lines: [] }, null, 2);
  if (lines.length === 0) return yield `${frame}\n`;
  yield frame.slice(0, -"]\n}".length);
  let between = "";
  for (const line of lines) {
    // No text holds a line break: JSON writes one as two characters.
    yield `${between}\n    ${JSON.stringify(line, null, 2).replaceAll("\n", "\n    ")}`;
    between = ",";
  }
  yield "\n  ]\n}\n";
}
