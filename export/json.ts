import type { ExportedSession } from "#protocol/export";

/** Everything as it is stored, letter by letter: JSON can write any text. */
export function json({ session, lines }: ExportedSession): string {
  return `${JSON.stringify({ format: "interline-session", version: 1, session, lines }, null, 2)}\n`;
}
