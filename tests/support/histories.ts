import fc from "fast-check";
import type { TranscriptEvent } from "#protocol/reduce";
import type { SessionView } from "#protocol/session";
import type { Changes, Segment, Since, Translation } from "#protocol/transcript";

export const LANGS = ["es", "ca"];

export const SESSION: SessionView = {
  id: "A".repeat(22),
  title: "",
  sourceLang: "en-US",
  targetLangs: LANGS,
  state: "live",
  failure: null,
  createdAt: "2026-11-23T10:00:00.000Z",
  endedAt: null,
};

/** Something that the store did; its place in the list plus one is its rev. */
type Act =
  | { readonly do: "commit"; readonly text: string; readonly kind: "speech" | "gap" }
  | { readonly do: "translate"; readonly pick: number; readonly lang: string; readonly text: string }
  | { readonly do: "rename"; readonly title: string };

/** A session's life: the events that were published for it, and what the store holds in the end. */
export type History = {
  readonly stored: readonly TranscriptEvent[];
  readonly drafts: readonly TranscriptEvent[];
  /** What the head of each room says in the end: the session's own, the lines', the languages'. */
  readonly heads: readonly TranscriptEvent[];
  /** What the store answers to "everything after `since`", of all languages or only of these. */
  changesSince(since: Since, langs?: readonly string[]): Changes;
};

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("commit" as const),
      text: fc.string(),
      kind: fc.constantFrom("speech" as const, "gap" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("translate" as const),
      pick: fc.nat(),
      lang: fc.constantFrom(...LANGS),
      text: fc.string(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("rename" as const), title: fc.string() }) },
);

export const histories: fc.Arbitrary<History> = fc.array(act, { maxLength: 30 }).map(live);

function live(acts: readonly Act[]): History {
  const segments: Segment[] = [];
  const translations: Translation[] = [];
  const stored: TranscriptEvent[] = [];
  const last = new Map<string, number>();
  /** The rev of the change before in a room; this one is the last from now on. */
  const follow = (room: string, rev: number) => {
    const after = last.get(room) ?? 0;
    last.set(room, rev);
    return after;
  };
  let session = SESSION;
  let rev = 0;
  for (const next of acts) {
    rev += 1;
    const target = next.do === "translate" ? segments[next.pick % Math.max(segments.length, 1)] : undefined;
    if (next.do === "commit") {
      const seq = segments.length + 1;
      const span = { startMs: seq * 1_000, endMs: seq * 1_000 + 900 };
      const segment = { seq, rev, kind: next.kind, text: next.text, lang: "en-US", confidence: null, ...span };
      segments.push(segment);
      stored.push({ type: "segment", segment, after: follow("", rev) });
    } else if (target && next.do === "translate") {
      const { lang, text } = next;
      const translation = { seq: target.seq, lang, rev, text, sourceRev: target.rev, unknownWords: 0 };
      translations.push(translation);
      stored.push({ type: "translation", translation, after: follow(lang, rev) });
    } else {
      session = { ...session, title: next.do === "rename" ? next.title : "" };
      stored.push({ type: "session", session, rev });
      follow("session", rev);
    }
  }
  const drafts = segments.flatMap(({ seq, text, startMs }): TranscriptEvent[] =>
    ["", text].map((shown, i) => ({
      type: "draft",
      draft: { epoch: 1, counter: seq * 2 + i, seq, text: shown, startMs, covered: startMs * 16 },
    })),
  );
  return {
    stored,
    drafts,
    heads: [...last].map(([room, latest]): TranscriptEvent => {
      if (room === "session") return { type: "changed", rev: latest };
      return { type: "latest", rev: latest, ...(room !== "" && { lang: room }) };
    }),
    changesSince(since, langs = LANGS) {
      const from = (lang: string) => (typeof since === "number" ? since : (since[lang] ?? 0));
      return {
        since,
        rev,
        anchor: segments.length * 16_000,
        session,
        langs,
        segments: segments.filter((s) => s.rev > from("")),
        translations: newest(translations).filter((t) => langs.includes(t.lang) && t.rev > from(t.lang)),
      };
    },
  };
}

/** The store keeps one row for a segment and language. */
function newest(translations: readonly Translation[]): Translation[] {
  return [...new Map(translations.map((t) => [`${t.seq}/${t.lang}`, t])).values()];
}
