import fc from "fast-check";
import type { TranscriptEvent } from "#protocol/reduce";
import { bySegmentOrder, segmentKey } from "#protocol/segment-id";
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

/** A change by the store; its index plus one is its rev. */
type Act =
  | { readonly do: "commit"; readonly text: string; readonly kind: "speech" | "gap" }
  | { readonly do: "translate"; readonly pick: number; readonly lang: string; readonly text: string }
  /** The second half gets a new part number. */
  | { readonly do: "split"; readonly pick: number; readonly text: string }
  | { readonly do: "remove"; readonly pick: number }
  | { readonly do: "rename"; readonly title: string };

/** The history of a session: its published events, and the state of the store at the end. */
export type History = {
  readonly stored: readonly TranscriptEvent[];
  readonly drafts: readonly TranscriptEvent[];
  /** The last head of each room: session, segments, languages. */
  readonly heads: readonly TranscriptEvent[];
  /** The store's changes after `since`, of all languages or of these. */
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
  { weight: 1, arbitrary: fc.record({ do: fc.constant("split" as const), pick: fc.nat(), text: fc.string() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("remove" as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("rename" as const), title: fc.string() }) },
);

export const histories: fc.Arbitrary<History> = fc.array(act, { maxLength: 30 }).map(live);

function live(acts: readonly Act[]): History {
  const committed: Segment[] = [];
  const lines = new Map<string, Segment>();
  const tombstones: Segment[] = [];
  const translations = new Map<string, Translation>();
  const stored: TranscriptEvent[] = [];
  const last = new Map<string, number>();
  /** @returns the rev of the room's last change, and makes `rev` the last one */
  const follow = (room: string, rev: number) => {
    const after = last.get(room) ?? 0;
    last.set(room, rev);
    return after;
  };
  let session = SESSION;
  let rev = 0;
  const tell = (segment: Segment) => {
    if (segment.removed) lines.delete(segmentKey(segment));
    else lines.set(segmentKey(segment), segment);
    stored.push({ type: "segment", segment, after: follow("", rev) });
  };
  for (const next of acts) {
    rev += 1;
    const target =
      "pick" in next ? [...lines.values()].sort(bySegmentOrder)[next.pick % Math.max(lines.size, 1)] : undefined;
    if (next.do === "commit") {
      const seq = committed.length + 1;
      const span = { startMs: seq * 1_000, endMs: seq * 1_000 + 900 };
      const segment = { seq, rev, kind: next.kind, text: next.text, lang: "en-US", confidence: null, ...span };
      committed.push(segment);
      tell(segment);
    } else if (target && next.do === "translate") {
      const { lang, text } = next;
      const translation = { ...placeOf(target), lang, rev, text, sourceRev: target.rev, unknownWords: 0 };
      translations.set(`${segmentKey(target)}/${lang}`, translation);
      stored.push({ type: "translation", translation, after: follow(lang, rev) });
    } else if (target && next.do === "split") {
      tell({ ...target, rev, text: next.text });
      rev += 1;
      tell({ ...target, part: rev, rev });
    } else if (target && next.do === "remove") {
      const tombstone = { ...target, rev, text: "", removed: true };
      for (const lang of LANGS) translations.delete(`${segmentKey(target)}/${lang}`);
      tombstones.push(tombstone);
      tell(tombstone);
    } else {
      session = { ...session, title: next.do === "rename" ? next.title : "" };
      stored.push({ type: "session", session, rev });
      follow("session", rev);
    }
  }
  const drafts = committed.flatMap(({ seq, text, startMs }): TranscriptEvent[] =>
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
        anchor: committed.length * 16_000,
        session,
        langs,
        segments: [...lines.values(), ...(from("") > 0 ? tombstones : [])].filter((s) => s.rev > from("")),
        translations: [...translations.values()].filter((t) => langs.includes(t.lang) && t.rev > from(t.lang)),
      };
    },
  };
}

function placeOf({ seq, part }: Segment) {
  return part === undefined ? { seq } : { seq, part };
}
