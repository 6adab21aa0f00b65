import { isMissing, type Known, NOTHING_KNOWN, withChange, withLatest, withRead } from "./known";
import { bySegmentOrder, type SegmentId, segmentKey } from "./segment-id";
import type { PublicView, SessionView } from "./session";
import type { Changes, Draft, Head, Segment, Since, Translation } from "./transcript";

/**
 * A page's knowledge of a session: its owner's, or (`PublicView`) that of a link's reader. Only `reduce` builds it. The
 * order of events and the loss of drafts make no difference to `session`, `segments` and `translations`.
 */
export type Transcript<S extends PublicView = SessionView> = {
  readonly session: S | null;
  /** The rev of the session's own row that `session` shows. */
  readonly sessionRev: number;
  /** The latest rev of that row that the page was told of. */
  readonly latestSessionRev: number;
  /** The known changes, by language; the segments themselves have the key "". */
  readonly known: ReadonlyMap<string, Known>;
  /** By `segmentKey`, including tombstones: a late message does not bring a deleted segment back. */
  readonly segments: ReadonlyMap<string, Segment>;
  readonly translations: ReadonlyMap<string, Translation>;
  /** By `draftKey`. */
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly head: Head | null;
  readonly anchor: number;
};

/** `after`: the rev of the previous change in the same room; null: not known. */
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
export function translationKey(line: SegmentId, lang: string): string {
  return `${segmentKey(line)}/${lang}`;
}

/**
 * Whether a stored change has not arrived. If so, ask for everything after `sinceOf(transcript)`.
 * @param langs the languages that are followed; by default those of the session
 */
export function isBehind(
  transcript: Transcript<PublicView>,
  langs: readonly string[] = transcript.session?.targetLangs ?? [],
): boolean {
  const { latestSessionRev, sessionRev, known } = transcript;
  return latestSessionRev > sessionRev || ["", ...langs].some((lang) => isMissing(known.get(lang) ?? NOTHING_KNOWN));
}

/** The revs up to which everything is known. */
export function sinceOf(transcript: Transcript<PublicView>): Since {
  return Object.fromEntries([...transcript.known].map(([lang, { rev }]) => [lang, rev]));
}

/** The segments in the order in which they were spoken, the open one last. */
export function segmentsInOrder({ segments }: Pick<Transcript<PublicView>, "segments">): Segment[] {
  return [...segments.values()].filter(({ removed }) => !removed).sort(bySegmentOrder);
}

/**
 * The draft of a segment in a language (default: as spoken). Null if the segment is closed, or if its translation is
 * there.
 */
export function draftOfSegment(transcript: Transcript<PublicView>, line: SegmentId, lang = ""): Draft | null {
  const { drafts, segments, translations } = transcript;
  const draft = drafts.get(draftKey(line.seq, lang));
  if (!draft || draft.text === "" || line.part || draft.seq !== line.seq) return null;
  const segment = segments.get(segmentKey(line));
  const isThere = lang === "" ? segment && !segment.open : translations.has(translationKey(line, lang));
  return isThere || segment?.removed ? null : draft;
}

/** The newest draft in a language (default: as spoken), of any segment. */
export function draftOf(transcript: Transcript<PublicView>, lang = ""): Draft | null {
  const all = [...transcript.drafts.values()].filter((draft) => (draft.lang ?? "") === lang);
  const newest = all.toSorted((a, b) => b.seq - a.seq)[0];
  return newest ? draftOfSegment(transcript, newest, lang) : null;
}

/** Of the original only the newest draft counts. A translated draft stays until its segment's translation arrives. */
function draftKey(seq: number, lang: string): string {
  return lang === "" ? "" : `${seq}/${lang}`;
}

/** The number of segments, beside the newest, whose translated drafts are kept: their translations may be late. */
const DRAFTS_KEPT = 3;

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
  const from = (lang: string) => (typeof since === "number" ? since : (since[lang] ?? 0));
  const next = withTranslations(
    withSegments(withSession(withoutUnread(state, changes, from), changes.session, rev), changes.segments),
    changes.translations,
  );
  // An answer to an older request may arrive late. It is still true, but proves nothing about a gap before it.
  const all = ["", ...changes.langs].reduce(
    (known, lang) => knowing(known, lang, (k) => withRead(k, from(lang), rev)),
    next,
  );
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

/** An answer with all segments has no tombstones: a segment that is not in it is deleted. */
function withoutUnread<S extends PublicView>(
  state: Transcript<S>,
  { rev, langs, ...read }: Changes<S>,
  from: (lang: string) => number,
): Transcript<S> {
  const readLines = new Set(read.segments.map(segmentKey));
  const readTexts = new Set(read.translations.map((one) => translationKey(one, one.lang)));
  const isUnread = (line: SegmentId) => from("") === 0 && !readLines.has(segmentKey(line));
  const isStale = (one: Translation) =>
    langs.includes(one.lang) && from(one.lang) === 0 && !readTexts.has(translationKey(one, one.lang));
  return {
    ...state,
    segments: without(state.segments, (line) => line.rev <= rev && !line.removed && isUnread(line)),
    translations: without(state.translations, (one) => one.rev <= rev && (isUnread(one) || isStale(one))),
  };
}

/** Returns the same map if nothing is removed. */
function without<V>(map: ReadonlyMap<string, V>, isOut: (value: V) => boolean): ReadonlyMap<string, V> {
  const kept = [...map].filter(([, value]) => !isOut(value));
  return kept.length === map.size ? map : new Map(kept);
}

/** Whether a change is newer than the known state. Deleted segments never come back. */
function isNews(state: Transcript<PublicView>, lang: string, shown: number | undefined, rev: number): boolean {
  return rev > (shown ?? state.known.get(lang)?.rev ?? -1);
}

function withSegments<S extends PublicView>(state: Transcript<S>, segments: readonly Segment[]): Transcript<S> {
  const next = new Map(state.segments);
  const removed = new Set<string>();
  let changed = false;
  for (const segment of segments) {
    const key = segmentKey(segment);
    if (!isNews(state, "", next.get(key)?.rev, segment.rev)) continue;
    next.set(key, segment);
    if (segment.removed) removed.add(key);
    changed = true;
  }
  if (!changed) return state;
  if (removed.size === 0) return { ...state, segments: next };
  return { ...state, segments: next, translations: without(state.translations, (one) => removed.has(segmentKey(one))) };
}

function withTranslations<S extends PublicView>(
  state: Transcript<S>,
  translations: readonly Translation[],
): Transcript<S> {
  const next = new Map(state.translations);
  let changed = false;
  for (const translation of translations) {
    const key = translationKey(translation, translation.lang);
    const isRemoved = state.segments.get(segmentKey(translation))?.removed;
    if (isRemoved || !isNews(state, translation.lang, next.get(key)?.rev, translation.rev)) continue;
    next.set(key, translation);
    changed = true;
  }
  return changed ? { ...state, translations: next } : state;
}

function withDraft<S extends PublicView>(state: Transcript<S>, draft: Draft): Transcript<S> {
  const lang = draft.lang ?? "";
  const key = draftKey(draft.seq, lang);
  const shown = state.drafts.get(key);
  const older = shown && (draft.epoch < shown.epoch || (draft.epoch === shown.epoch && draft.counter <= shown.counter));
  if (older || draft.epoch < (state.head?.epoch ?? 0)) return state;
  const isPast = (one: Draft) => one.lang === draft.lang && one.seq < draft.seq - DRAFTS_KEPT;
  return { ...state, drafts: new Map(without(state.drafts, isPast)).set(key, draft) };
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
