import type { ExportedSession } from "#protocol/export";
import type { PublicView, SessionView } from "#protocol/session";
import type { CutChanges, Scope, WithinScope } from "#protocol/share";
import { type Changes, wordless } from "#protocol/transcript";
import type { StoredSession } from "#store/segments/whole-session";

// Only this file makes values of the type `WithinScope`.

/** The session's row cut to a scope. It names what readers may see: a new field of a session reaches no reader by itself. */
export function viewWithin(session: SessionView, { langs }: Scope): WithinScope<PublicView> {
  const { title, sourceLang, state, failure, createdAt, endedAt, paused } = session;
  const targetLangs = langs === null ? session.targetLangs : session.targetLangs.filter((lang) => langs.includes(lang));
  const view = { title, sourceLang, targetLangs, state, failure, createdAt, endedAt, ...(paused && { paused }) };
  return view satisfies PublicView as WithinScope<PublicView>;
}

/** Changes of a session cut to a scope. Without the original, segments keep their times and lose their words. */
export function changesWithin({ session, segments, translations, ...rest }: Changes, scope: Scope): CutChanges {
  const { original, langs } = scope;
  return {
    ...rest,
    session: viewWithin(session, scope),
    segments: original ? segments : segments.map(wordless),
    translations: langs === null ? translations : translations.filter(({ lang }) => langs.includes(lang)),
  } as CutChanges;
}

/** A whole session cut to a scope, for a reader's export. */
export function sessionWithin({ session, lines }: StoredSession, scope: Scope): WithinScope<ExportedSession> {
  const view = viewWithin(session, scope);
  return {
    session: view,
    lines: lines.map((line) => ({
      ...line,
      ...(!scope.original && { text: "", words: null }),
      translations: Object.fromEntries(Object.entries(line.translations).filter(([l]) => view.targetLangs.includes(l))),
    })),
  } as unknown as WithinScope<ExportedSession>;
}
