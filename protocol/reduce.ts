import { isMissing, type Known, NOTHING_KNOWN, withChange, withLatest, withRead } from "./known";
import type { PublicView, SessionView } from "./session";
import type { Changes, Draft, Head, Segment, Since, Translation } from "./transcript";

/**
 * What a page knows of a session: its owner's, or (`PublicView`) that of a link's reader. Built only by
 * `reduce`: the order in which events arrive, and the loss of any draft, make no difference to
 * `session`, `segments` and `translations`.
 */
export type Transcript<S extends PublicView = SessionView> = {
  readonly session: S | null;
  /** The rev of the session's own row that `session` shows. */
  readonly sessionRev: number;
  /** The latest rev of that row that was heard of. */
  readonly latestSessionRev: number;
  /** How much is known, by language; the lines themselves have the key "". */
  readonly known: ReadonlyMap<string, Known>;
  readonly segments: ReadonlyMap<number, Segment>;
  readonly translations: ReadonlyMap<string, Translation>;
  /** By language; the spoken language has the key "". */
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly head: Head | null;
  readonly anchor: number;
};

/** `after`: the rev of the change before, of the same kind and language; null: not known any more. */
export type TranscriptEvent<S extends PublicView = SessionView> =
  | { readonly type: "changes"; readonly changes: Changes<S> }
  | { readonly type: "segment"; readonly segment: Segment; readonly after: number | null }
  | { readonly type: "translation"; readonly translation: Translation; readonly after: number | null }
  | { readonly type: "latest"; readonly lang?: string | undefined; readonly rev: number }
  | { readonly type: "session"; readonly session: S; readonly rev: number }
  | { readonly type: "changed"; readonly rev: number }
  | { readonly type: "draft"; readonly draft: Draft }
  | { readonly type: "head"; readonly head: Head };

const NOTHING: Transcript<never> = {
  session: null,
  sessionRev: -1,
  latestSessionRev: -1,
  known: new Map(),
  segments: new Map(),
  translations: new Map(),
  drafts: new Map(),
  head: null,
  anchor: 0,
};

export function emptyTranscript<S extends PublicView>(): Transcript<S> {
  return NOTHING;
}

export const EMPTY_TRANSCRIPT: Transcript = NOTHING;

/** The key of a translation in `Transcript.translations`. */
export function translationKey(seq: number, lang: string): string {
  return `${seq}/${lang}`;
}

/**
 * Something stored has not arrived: ask for everything after `sinceOf(transcript)`.
 * @param langs the languages that are followed; by default those of the session
 */
export function isBehind(
  transcript: Transcript<PublicView>,
  langs: readonly string[] = transcript.session?.targetLangs ?? [],
): boolean {
  const { latestSessionRev, sessionRev, known } = transcript;
  return latestSessionRev > sessionRev || ["", ...langs].some((lang) => isMissing(known.get(lang) ?? NOTHING_KNOWN));
}

/** Up to where everything is known. */
export function sinceOf(transcript: Transcript<PublicView>): Since {
  return Object.fromEntries([...transcript.known].map(([lang, { rev }]) => [lang, rev]));
}

/** The committed lines in the order in which they were spoken. */
export function lines(transcript: Transcript<PublicView>): Segment[] {
  return [...transcript.segments.values()].sort((a, b) => a.seq - b.seq);
}

/** The draft in a language (default: as spoken), or null when its line is there in that language. */
export function draftOf(transcript: Transcript<PublicView>, lang = ""): Draft | null {
  const { drafts, segments, translations } = transcript;
  const draft = drafts.get(lang);
  if (!draft || draft.text === "") return null;
  const isThere = lang === "" ? segments.has(draft.seq) : translations.has(translationKey(draft.seq, lang));
  return isThere ? null : draft;
}

export function reduce<S extends PublicView>(state: Transcript<S>, event: TranscriptEvent<S>): Transcript<S> {
  switch (event.type) {
    case "changes":
      return withChanges(state, event.changes);
    case "segment":
      return knowing(withSegments(state, [event.segment]), "", (k) => withChange(k, event.after, event.segment.rev));
    case "translation": {
      const { translation, after } = event;
      return knowing(withTranslations(state, [translation]), translation.lang, (k) =>
        withChange(k, after, translation.rev),
      );
    }
    case "latest":
      return knowing(state, event.lang ?? "", (k) => withLatest(k, event.rev));
    case "session":
      return withSession(state, event.session, event.rev);
    case "changed":
      return withLatestSession(state, event.rev);
    case "draft":
      return withDraft(state, event.draft);
    case "head":
      return withHead(state, event.head);
  }
}

function withChanges<S extends PublicView>(state: Transcript<S>, changes: Changes<S>): Transcript<S> {
  const { since, rev } = changes;
  const next = withTranslations(
    withSegments(withSession(state, changes.session, rev), changes.segments),
    changes.translations,
  );
  // A reply to an older question may arrive late; it is still true, but proves nothing about a gap before it.
  const all = ["", ...changes.langs].reduce((known, lang) => {
    const from = typeof since === "number" ? since : (since[lang] ?? 0);
    return knowing(known, lang, (k) => withRead(k, from, rev));
  }, next);
  return { ...all, anchor: Math.max(all.anchor, changes.anchor) };
}

function withSession<S extends PublicView>(state: Transcript<S>, session: S, rev: number): Transcript<S> {
  return rev > state.sessionRev ? withLatestSession({ ...state, session, sessionRev: rev }, rev) : state;
}

function withLatestSession<S extends PublicView>(state: Transcript<S>, rev: number): Transcript<S> {
  return rev > state.latestSessionRev ? { ...state, latestSessionRev: rev } : state;
}

function knowing<S extends PublicView>(
  state: Transcript<S>,
  lang: string,
  learn: (known: Known) => Known,
): Transcript<S> {
  const before = state.known.get(lang) ?? NOTHING_KNOWN;
  const after = learn(before);
  return after === before ? state : { ...state, known: new Map(state.known).set(lang, after) };
}

function withSegments<S extends PublicView>(state: Transcript<S>, segments: readonly Segment[]): Transcript<S> {
  const fresh = segments.filter((s) => s.rev > (state.segments.get(s.seq)?.rev ?? -1));
  if (fresh.length === 0) return state;
  const next = new Map(state.segments);
  for (const segment of fresh) {
    if (segment.rev > (next.get(segment.seq)?.rev ?? -1)) next.set(segment.seq, segment);
  }
  return { ...state, segments: next };
}

function withTranslations<S extends PublicView>(
  state: Transcript<S>,
  translations: readonly Translation[],
): Transcript<S> {
  const next = new Map(state.translations);
  let changed = false;
  for (const translation of translations) {
    const key = translationKey(translation.seq, translation.lang);
    if (translation.rev <= (next.get(key)?.rev ?? -1)) continue;
    next.set(key, translation);
    changed = true;
  }
  return changed ? { ...state, translations: next } : state;
}

function withDraft<S extends PublicView>(state: Transcript<S>, draft: Draft): Transcript<S> {
  const lang = draft.lang ?? "";
  const shown = state.drafts.get(lang);
  const older = shown && (draft.epoch < shown.epoch || (draft.epoch === shown.epoch && draft.counter <= shown.counter));
  if (older || draft.epoch < (state.head?.epoch ?? 0)) return state;
  return { ...state, drafts: new Map(state.drafts).set(lang, draft) };
}

function withHead<S extends PublicView>(state: Transcript<S>, head: Head): Transcript<S> {
  const last = state.head;
  if (last && (head.epoch < last.epoch || (head.epoch === last.epoch && head.rev < last.rev))) return state;
  const anchor = Math.max(state.anchor, head.anchor);
  const drafts =
    last && head.epoch > last.epoch
      ? new Map([...state.drafts].filter(([, draft]) => draft.epoch >= head.epoch))
      : state.drafts;
  return withLatestSession({ ...state, head, anchor, drafts }, head.rev);
}
