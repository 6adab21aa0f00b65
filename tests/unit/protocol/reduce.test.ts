import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  draftOf,
  draftOfSegment,
  EMPTY_TRANSCRIPT,
  isBehind,
  reduce,
  segmentsInOrder,
  sinceOf,
  type Transcript,
  type TranscriptEvent,
} from "#protocol/reduce";
import { segmentKey } from "#protocol/segment-id";
import type { Draft, Head } from "#protocol/transcript";
import { type History, histories, LANGS, SESSION } from "#testing/examples/histories";

function play(events: readonly TranscriptEvent[], from: Transcript = EMPTY_TRANSCRIPT): Transcript {
  return events.reduce<Transcript>(reduce, from);
}

/** The visible state: a page that joins later gets no tombstones. */
function known(transcript: Transcript) {
  const byKey = <T>(map: ReadonlyMap<unknown, T>) => [...map].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return {
    session: transcript.session,
    segments: segmentsInOrder(transcript),
    translations: byKey(transcript.translations),
  };
}

/** The state of a page that joined at the end and reads these languages. */
function joinedLate(history: History, langs: readonly string[] = LANGS) {
  return known(play([{ type: "changes", changes: history.changesSince(0, langs) }]));
}

/** The page requests the missing changes. */
function catchUp(page: Transcript, history: History, langs: readonly string[] = LANGS): Transcript {
  return reduce(page, { type: "changes", changes: history.changesSince(sinceOf(page), langs) });
}

const shuffled = histories.chain((history) => {
  const all = [...history.stored, ...history.drafts];
  return fc.record({
    history: fc.constant(history),
    events: fc.shuffledSubarray(all, { minLength: all.length }),
    isLost: fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }),
    langs: fc.subarray([...LANGS]),
  });
});

/** Whether a page in the rooms of these languages receives the event. */
function isWithin(event: TranscriptEvent, langs: readonly string[]): boolean {
  if (event.type === "translation") return langs.includes(event.translation.lang);
  if (event.type === "latest") return event.lang === undefined || langs.includes(event.lang);
  return true;
}

describe("a transcript", () => {
  test("is the same in any order of arrival and with any lost drafts", () => {
    fc.assert(
      fc.property(shuffled, ({ history, events, isLost }) => {
        const arrived = events.filter((event, i) => event.type !== "draft" || !isLost[i]);
        const first: TranscriptEvent = {
          type: "changes",
          changes: { ...history.changesSince(0), rev: 0, session: SESSION, segments: [], translations: [] },
        };
        const page = play([first, ...arrived, ...history.heads]);
        expect(known(page)).toEqual(joinedLate(history));
        expect(isBehind(page)).toBe(false);
      }),
    );
  });

  test("is complete after a catch-up, with any losses before it", () => {
    fc.assert(
      fc.property(shuffled, fc.array(fc.nat(60), { maxLength: 4 }), ({ history, events, isLost }, when) => {
        let page: Transcript = EMPTY_TRANSCRIPT;
        events.forEach((event, i) => {
          if (!isLost[i]) page = reduce(page, event);
          if (when.includes(i)) page = catchUp(page, history);
        });
        expect(known(catchUp(page, history))).toEqual(joinedLate(history));
      }),
    );
  });

  test("of any languages is complete or known to be behind once the heads have arrived, with any losses", () => {
    fc.assert(
      fc.property(shuffled, ({ history, events, isLost, langs }) => {
        const heard = events.filter((event, i) => !isLost[i] && isWithin(event, langs));
        const heads = history.heads.filter((event) => isWithin(event, langs));
        const first: TranscriptEvent = {
          type: "changes",
          changes: { ...history.changesSince(0, langs), rev: 0, session: SESSION, segments: [], translations: [] },
        };
        const page = play([first, ...heard, ...heads]);
        const wanted = joinedLate(history, langs);
        if (!isBehind(page, langs)) expect(known(page)).toEqual(wanted);
        // After a catch-up it is not behind because of languages that it does not read.
        const whole = play(heads, catchUp(page, history, langs));
        expect(known(whole)).toEqual(wanted);
        expect(isBehind(whole, langs)).toBe(false);
      }),
    );
  });

  test("has every translation of a language after each switch", () => {
    fc.assert(
      fc.property(shuffled, fc.array(fc.nat(60), { maxLength: 6 }), ({ history, events, isLost }, when) => {
        let lang = "es";
        let page: Transcript = catchUp(EMPTY_TRANSCRIPT, history, [lang]);
        events.forEach((event, i) => {
          if (!isLost[i] && isWithin(event, [lang])) page = reduce(page, event);
          if (!when.includes(i)) return;
          lang = lang === "es" ? "ca" : "es";
          page = catchUp(page, history, [lang]);
        });
        const shown = [...page.translations.values()].filter((t) => t.lang === lang);
        expect(shown).toHaveLength(history.changesSince(0, [lang]).translations.length);
      }),
    );
  });

  test("shows no draft of a segment that is committed", () => {
    fc.assert(
      fc.property(shuffled, ({ events }) => {
        const page = play(events);
        const draft = draftOf(page);
        expect(draft === null || !page.segments.has(segmentKey(draft))).toBe(true);
      }),
    );
  });

  test("lists its lines in spoken order", () => {
    fc.assert(
      fc.property(shuffled, ({ events }) => {
        const places = segmentsInOrder(play(events)).map(({ seq, part = 0 }) => [seq, part] as const);
        expect(places).toEqual(places.toSorted(([a, b], [c, d]) => a - c || b - d));
      }),
    );
  });
});

describe("a line that was removed", () => {
  const segment = { seq: 1, rev: 4, kind: "speech" as const, text: "one", lang: "en-US", startMs: 0, endMs: 1 };
  const line = { ...segment, confidence: null };
  const tombstone = { ...line, rev: 9, text: "", removed: true };
  const translation = { seq: 1, lang: "es", rev: 5, text: "uno", sourceRev: 4, unknownWords: 0 };
  const said: TranscriptEvent[] = [
    { type: "segment", segment: line, after: 0 },
    { type: "translation", translation, after: 0 },
  ];
  const gone: TranscriptEvent = { type: "segment", segment: tombstone, after: 4 };

  test("is removed with its translations, and stays removed if an older event arrives late", () => {
    for (const events of [
      [...said, gone],
      [gone, ...said],
      [...said, gone, ...said],
    ]) {
      const page = play(events);
      expect(segmentsInOrder(page)).toEqual([]);
      expect([...page.translations.values()]).toEqual([]);
    }
  });

  test("is not on a page that reads the whole session again, in any order", () => {
    const read = { since: 0, rev: 9, anchor: 0, session: SESSION, langs: LANGS, segments: [], translations: [] };
    const page = play([{ type: "changes", changes: read }, ...said], play(said));
    expect(known(page)).toEqual({ session: SESSION, segments: [], translations: [] });
    expect(known(play([...said, { type: "changes", changes: read }]))).toEqual(known(page));
  });
});

const HEAD: Head = { epoch: 2, rev: 0, anchor: 0, covered: 0, recogniser: "ok" };
const DRAFT: Draft = { epoch: 2, counter: 5, seq: 1, text: "Good morning", startMs: 0, covered: 3_200 };
const draftsIn = (...drafts: Draft[]) => play(drafts.map((draft) => ({ type: "draft" as const, draft })));

describe("a draft", () => {
  test("is replaced by a newer one only", () => {
    const page = draftsIn(DRAFT, { ...DRAFT, counter: 4, text: "Good" });
    expect(draftOf(page)?.text).toBe("Good morning");
    expect(draftOf(reduce(page, { type: "draft", draft: { ...DRAFT, counter: 6, text: "Good evening" } }))?.text).toBe(
      "Good evening",
    );
  });

  test("of an older epoch is ignored, and removed when a head has a newer epoch", () => {
    expect(draftOf(draftsIn(DRAFT, { ...DRAFT, epoch: 1, counter: 99, text: "old" }))?.text).toBe("Good morning");
    const page = play([{ type: "head", head: HEAD }], draftsIn(DRAFT));
    expect(draftOf(page)?.text).toBe("Good morning");
    expect(draftOf(play([{ type: "head", head: { ...HEAD, epoch: 3 } }], page))).toBeNull();
  });

  test("is independent in each language, and an empty one removes it", () => {
    const page = draftsIn(DRAFT, { ...DRAFT, lang: "es", text: "Buenos días" });
    expect([draftOf(page)?.text, draftOf(page, "es")?.text]).toEqual(["Good morning", "Buenos días"]);
    expect(draftOf(reduce(page, { type: "draft", draft: { ...DRAFT, counter: 6, text: "" } }))).toBeNull();
  });
});

describe("an open segment", () => {
  const at = { seq: 1, kind: "speech" as const, lang: "en-US", startMs: 0, endMs: 1, confidence: null };
  const grown = [
    { ...at, rev: 1, text: "So the", open: true },
    { ...at, rev: 3, text: "So the question is", open: true },
    { ...at, rev: 5, text: "So the question is not how." },
  ];
  const events = grown.map((segment): TranscriptEvent => ({ type: "segment", segment, after: segment.rev - 2 }));

  test("grows with its rev, and is the last line", () => {
    const before = { ...at, seq: 1, rev: 1, text: "Good." };
    const page = play([
      { type: "segment", segment: { ...at, seq: 2, rev: 3, text: "So the", open: true }, after: 1 },
      { type: "segment", segment: before, after: 0 },
    ]);
    expect(segmentsInOrder(page).map(({ text, open }) => [text, open])).toEqual([
      ["Good.", undefined],
      ["So the", true],
    ]);
    const later = { ...at, seq: 2, rev: 4, text: "So the question", open: true };
    expect(segmentsInOrder(reduce(page, { type: "segment", segment: later, after: 3 })).at(-1)).toEqual(later);
  });

  test("is the same in any order of arrival, and stays closed once it is closed", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), fc.shuffledSubarray(events), (a, b) => {
        expect(segmentsInOrder(play([...a, ...b]))).toEqual([grown.at(-1)]);
      }),
    );
  });

  test("has its draft until it is closed", () => {
    const page = play([{ type: "draft", draft: { ...DRAFT, text: "So the question" } }, ...events.slice(0, 1)]);
    expect(draftOfSegment(page, { seq: 1 })?.text).toBe("So the question");
    expect(draftOfSegment(page, { seq: 2 })).toBeNull();
    expect(draftOfSegment(page, { seq: 1, part: 4 })).toBeNull();
    expect(draftOfSegment(play(events, page), { seq: 1 })).toBeNull();
  });

  test("keeps its translated draft after it is closed, until the translation arrives", () => {
    const drafts: TranscriptEvent[] = [1, 2].map((seq) => ({
      type: "draft",
      draft: { ...DRAFT, seq, counter: seq, lang: "es", text: `borrador ${seq}` },
    }));
    const page = play([...drafts, ...events]);
    expect(draftOfSegment(page, { seq: 1 }, "es")?.text).toBe("borrador 1");
    expect(draftOf(page, "es")?.text).toBe("borrador 2");
    const translation = { seq: 1, lang: "es", rev: 6, text: "Así que", sourceRev: 5, unknownWords: 0 };
    const final = reduce(page, { type: "translation", translation, after: 0 });
    expect(draftOfSegment(final, { seq: 1 }, "es")).toBeNull();
    expect(draftOfSegment(final, { seq: 2 }, "es")?.text).toBe("borrador 2");
  });

  test("loses its drafts when it is removed", () => {
    const tombstone = { ...at, rev: 9, text: "", removed: true };
    const page = play([
      { type: "draft", draft: { ...DRAFT, lang: "es", text: "Así" } },
      { type: "segment", segment: tombstone, after: 0 },
    ]);
    expect(draftOfSegment(page, { seq: 1 }, "es")).toBeNull();
  });
});

describe("a head", () => {
  test("with an unknown rev shows that a change is missing", () => {
    const page = play([{ type: "session", session: SESSION, rev: 1 }]);
    expect(isBehind(play([{ type: "head", head: { ...HEAD, rev: 1 } }], page))).toBe(false);
    expect(isBehind(play([{ type: "head", head: { ...HEAD, rev: 2 } }], page))).toBe(true);
    expect(isBehind(play([{ type: "latest", rev: 0 }], page))).toBe(false);
    expect(isBehind(play([{ type: "latest", rev: 1 }], page))).toBe(true);
    expect(isBehind(play([{ type: "latest", lang: "es", rev: 1 }], page))).toBe(true);
    expect(isBehind(play([{ type: "latest", lang: "es", rev: 1 }], page), ["ca"])).toBe(false);
  });

  test("is not needed to find a missing change before another one", () => {
    const segment = { seq: 2, rev: 4, kind: "speech" as const, text: "two", lang: "en-US", startMs: 0, endMs: 1 };
    const page = play([{ type: "segment", segment: { ...segment, confidence: null }, after: 2 }]);
    expect(isBehind(page)).toBe(true);
    const first = { ...segment, seq: 1, rev: 2, confidence: null };
    expect(isBehind(play([{ type: "segment", segment: first, after: 0 }], page))).toBe(false);
  });

  test("a change without a known predecessor marks the page as behind, without a head", () => {
    const segment = { seq: 1, rev: 3, kind: "speech" as const, text: "one", lang: "en-US", startMs: 0, endMs: 1 };
    const page = play([{ type: "segment", segment: { ...segment, confidence: null }, after: null }]);
    expect(segmentsInOrder(page)).toHaveLength(1);
    expect(isBehind(page)).toBe(true);
  });

  test("that is older is ignored, and the anchor never moves back", () => {
    const page = play([
      { type: "head", head: { ...HEAD, rev: 3, anchor: 6_400 } },
      { type: "head", head: { ...HEAD, rev: 2, anchor: 3_200 } },
      { type: "head", head: { ...HEAD, epoch: 3, rev: 3, anchor: 1_600 } },
    ]);
    expect([page.head?.epoch, page.head?.rev, page.anchor]).toEqual([3, 3, 6_400]);
  });
});
