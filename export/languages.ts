import type { ExportedSession } from "#protocol/export";
import { earlierIn, spokenIn } from "#protocol/session-languages";

/** The languages of a session, including those in which it was spoken or written earlier. */
export function languagesOf({ session, lines }: ExportedSession): { spoken: string[]; written: string[] } {
  const { sourceLang, targetLangs } = session;
  const translated = lines.flatMap(({ translations }) => Object.keys(translations));
  return { spoken: spokenIn(lines, sourceLang), written: [...targetLangs, ...earlierIn(translated, targetLangs)] };
}
