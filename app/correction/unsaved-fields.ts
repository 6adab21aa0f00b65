import * as z from "zod/mini";
import { type Field, isChangedField } from "./save-fields";

const PREFIX = "interline.unsaved ";

/** The most lines of one tab whose text is kept. The oldest goes first. */
const MOST_LINES = 50;

const Kept = z.object({
  /** When the line was first kept, ms since 1970. */
  at: z.number(),
  fields: z.array(
    z.object({
      lang: z.optional(z.string()),
      text: z.string(),
      shown: z.string(),
      expected: z.number(),
      speaker: z.optional(z.string()),
      shownSpeaker: z.optional(z.string()),
    }),
  ),
});

/**
 * Keeps the changed fields of a line in this tab until they are saved or cancelled: an editor that Escape closed, and a
 * page that was reloaded, give them back. If no field is changed, the kept fields are dropped.
 * @param line the line's key
 */
export function keepUnsaved(sessionId: string, line: string, fields: readonly Field[]): void {
  const changed = fields.filter(isChangedField);
  if (changed.length === 0) {
    dropUnsaved(sessionId, line);
    return;
  }
  const name = nameOf(sessionId, line);
  withStorage((storage) => {
    const before = withStorage(() => readKept(storage, name));
    if (!before) makeRoom(storage);
    storage.setItem(name, JSON.stringify({ at: before?.at ?? Date.now(), fields: changed }));
  });
}

/** The fields of a line's editor: those that were not saved replace the stored ones. */
export function withUnsaved(sessionId: string, line: string, stored: readonly Field[]): readonly Field[] {
  const kept = withStorage((storage) => readKept(storage, nameOf(sessionId, line)))?.fields ?? [];
  const ofLang = (lang: string | undefined) => kept.find((field) => field.lang === lang);
  // A language that the page does not show at present is shown in the editor, so that its text can be saved.
  const hidden = kept.filter(({ lang }) => !stored.some((field) => field.lang === lang));
  return [...stored.map((field) => ofLang(field.lang) ?? field), ...hidden];
}

/** The keys of a session's lines that have unsaved fields. */
export function unsavedLines(sessionId: string): ReadonlySet<string> {
  const prefix = nameOf(sessionId, "");
  return new Set(withStorage((storage) => namesIn(storage, prefix).map((name) => name.slice(prefix.length))));
}

export function dropUnsaved(sessionId: string, line: string): void {
  withStorage((storage) => storage.removeItem(nameOf(sessionId, line)));
}

/**
 * Drops the unsaved fields of a deleted session, or of all sessions when the person signs out.
 * @param sessionId undefined: all
 */
export function dropAllUnsaved(sessionId?: string): void {
  const prefix = sessionId === undefined ? PREFIX : nameOf(sessionId, "");
  withStorage((storage) => {
    for (const name of namesIn(storage, prefix)) storage.removeItem(name);
  });
}

function nameOf(sessionId: string, line: string): string {
  return `${PREFIX}${sessionId} ${line}`;
}

function namesIn(storage: Storage, prefix: string): string[] {
  return Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "").filter((name) =>
    name.startsWith(prefix),
  );
}

function readKept(storage: Storage, name: string): { at: number; fields: readonly Field[] } | null {
  const text = storage.getItem(name);
  if (text === null) return null;
  const { at, fields } = Kept.parse(JSON.parse(text));
  return {
    at,
    fields: fields.map(({ lang, text: typed, shown, expected, speaker, shownSpeaker }) => ({
      ...{ lang, text: typed, shown, expected },
      ...(speaker !== undefined && { speaker }),
      ...(shownSpeaker !== undefined && { shownSpeaker }),
    })),
  };
}

/** Makes room for one more line. */
function makeRoom(storage: Storage): void {
  const oldestFirst = namesIn(storage, PREFIX)
    .map((name) => ({ name, at: withStorage(() => readKept(storage, name))?.at ?? 0 }))
    .sort((a, b) => a.at - b.at);
  for (const { name } of oldestFirst.slice(0, Math.max(0, oldestFirst.length + 1 - MOST_LINES)))
    storage.removeItem(name);
}

/** Undefined: the browser refuses storage or has no room, or an earlier version wrote it. The text is in the editor alone then. */
function withStorage<T>(act: (storage: Storage) => T): T | undefined {
  try {
    return act(sessionStorage);
  } catch {
    return undefined;
  }
}
