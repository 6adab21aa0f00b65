import type { ExportedSession } from "#protocol/export";
import type { Scope } from "#protocol/share";
import type { StoredSession } from "#store/segments/whole-session";
import { viewWithin } from "./session-access";

/** A session cut to the scope of a link: without its id, and without words outside the scope. */
export function storedWithin({ session, lines }: StoredSession, scope: Scope): ExportedSession {
  const view = viewWithin(session, scope);
  return {
    session: view,
    lines: lines.map((line) => ({
      ...line,
      ...(!scope.original && { text: "", words: null }),
      translations: Object.fromEntries(Object.entries(line.translations).filter(([l]) => view.targetLangs.includes(l))),
    })),
  };
}
