import type { PublicView } from "#protocol/session";
import type { Scope } from "#protocol/share";
import type { StoredLine, StoredSession } from "#store/export";
import { viewWithin } from "./session-access";

/** A session as a scope lets it be taken along: no id, no words outside of it. */
export type SessionWithin = { readonly session: PublicView; readonly lines: readonly StoredLine[] };

export function storedWithin({ session, lines }: StoredSession, scope: Scope): SessionWithin {
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
