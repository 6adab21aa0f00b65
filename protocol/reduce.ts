import type { SessionView } from "./session";
import type { Changes, Draft, Head, Segment, Translation } from "./transcript";

/**
 * What a page knows of a session. Built only by `reduce`: the order in which events arrive, and the
 * loss of any draft, make no difference to `session`, `segments` and `translations`.
 */
export type Transcript = {
  readonly session: SessionView | null;
  /** The rev of the session's own row that `session` shows. */
  readonly sessionRev: number;
  /** Everything stored up to this rev is known here. */
  readonly rev: number;
  /** Revs above `rev` that arrived before the ones between. */
  readonly ahead: ReadonlySet<number>;
  readonly segments: ReadonlyMap<number, Segment>;
  readonly translations: ReadonlyMap<string, Translation>;
  /** By language; the spoken language has the key "". */
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly head: Head | null;
  readonly anchor: number;
};

export type TranscriptEvent =
  | { readonly type: "changes"; readonly changes: Changes }
  | { readonly type: "segment"; readonly segment: Segment }
  | { readonly type: "translation"; readonly translation: Translation }
  | { readonly type: "session"; readonly session: SessionView; readonly rev: number }
  | { readonly type: "draft"; readonly draft: Draft }
  | { readonly type: "head"; readonly head: Head };

export const EMPTY_TRANSCRIPT: Transcript = {
  session: null,
  sessionRev: -1,
  rev: 0,
  ahead: new Set(),
  segments: new Map(),
  translations: new Map(),
  drafts: new Map(),
  head: null,
  anchor: 0,
};

/** The key of a translation in `Transcript.translations`. */
export function translationKey(seq: number, lang: string): string {
  return `${seq}/${lang}`;
}

/** Something stored has not arrived: ask for everything after `transcript.rev`. */
export function isBehind(transcript: Transcript): boolean {
  return transcript.head !== null && transcript.head.rev > transcript.rev;
}

/** The committed lines in the order in which they were spoken. */
export function lines(transcript: Transcript): Segment[] {
  return [...transcript.segments.values()].sort((a, b) => a.seq - b.seq);
}

/** The draft in a language (default: as spoken), or null when its segment is already committed. */
export function draftOf(transcript: Transcript, lang = ""): Draft | null {
  const draft = transcript.drafts.get(lang);
  return draft && draft.text !== "" && !transcript.segments.has(draft.seq) ? draft : null;
}

export function reduce(state: Transcript, event: TranscriptEvent): Transcript {
  switch (event.type) {
    case "changes":
      return withChanges(state, event.changes);
    case "segment":
      return seen(withSegments(state, [event.segment]), [event.segment.rev]);
    case "translation":
      return seen(withTranslations(state, [event.translation]), [event.translation.rev]);
    case "session":
      return seen(withSession(state, event.session, event.rev), [event.rev]);
    case "draft":
      return withDraft(state, event.draft);
    case "head":
      return withHead(state, event.head);
  }
}

function withChanges(state: Transcript, changes: Changes): Transcript {
  // A reply to an older question may arrive late; it is still true, but proves nothing about a gap before it.
  const next = withTranslations(
    withSegments(withSession(state, changes.session, changes.rev), changes.segments),
    changes.translations,
  );
  const anchored = { ...next, anchor: Math.max(next.anchor, changes.anchor) };
  return changes.since <= state.rev ? known(anchored, changes.rev) : anchored;
}

function withSession(state: Transcript, session: SessionView, rev: number): Transcript {
  return rev > state.sessionRev ? { ...state, session, sessionRev: rev } : state;
}

function withSegments(state: Transcript, segments: readonly Segment[]): Transcript {
  const fresh = segments.filter((s) => s.rev > (state.segments.get(s.seq)?.rev ?? -1));
  if (fresh.length === 0) return state;
  const next = new Map(state.segments);
  for (const segment of fresh) {
    if (segment.rev > (next.get(segment.seq)?.rev ?? -1)) next.set(segment.seq, segment);
  }
  return { ...state, segments: next };
}

function withTranslations(state: Transcript, translations: readonly Translation[]): Transcript {
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

function withDraft(state: Transcript, draft: Draft): Transcript {
  const lang = draft.lang ?? "";
  const shown = state.drafts.get(lang);
  const older = shown && (draft.epoch < shown.epoch || (draft.epoch === shown.epoch && draft.counter <= shown.counter));
  if (older || draft.epoch < (state.head?.epoch ?? 0)) return state;
  return { ...state, drafts: new Map(state.drafts).set(lang, draft) };
}

function withHead(state: Transcript, head: Head): Transcript {
  const last = state.head;
  if (last && (head.epoch < last.epoch || (head.epoch === last.epoch && head.rev < last.rev))) return state;
  const anchor = Math.max(state.anchor, head.anchor);
  const drafts =
    last && head.epoch > last.epoch
      ? new Map([...state.drafts].filter(([, draft]) => draft.epoch >= head.epoch))
      : state.drafts;
  return { ...state, head, anchor, drafts };
}

function seen(state: Transcript, revs: readonly number[]): Transcript {
  const news = revs.filter((rev) => rev > state.rev && !state.ahead.has(rev));
  return news.length === 0 ? state : known({ ...state, ahead: new Set([...state.ahead, ...news]) }, state.rev);
}

/** Moves `rev` up to `upTo`, then over every rev that arrived ahead of it. */
function known(state: Transcript, upTo: number): Transcript {
  let rev = Math.max(state.rev, upTo);
  const ahead = new Set([...state.ahead].filter((r) => r > rev));
  while (ahead.delete(rev + 1)) rev += 1;
  return { ...state, rev, ahead };
}
