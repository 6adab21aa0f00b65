import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  draftOf,
  EMPTY_TRANSCRIPT,
  isBehind,
  lines,
  reduce,
  type Transcript,
  type TranscriptEvent,
} from "#protocol/reduce";
import type { Draft, Head } from "#protocol/transcript";
import { type History, histories, SESSION } from "../../support/histories";

function play(events: readonly TranscriptEvent[], from: Transcript = EMPTY_TRANSCRIPT): Transcript {
  return events.reduce(reduce, from);
}

function known({ session, rev, segments, translations }: Transcript) {
  const byKey = <T>(map: ReadonlyMap<unknown, T>) => [...map].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return { session, rev, segments: byKey(segments), translations: byKey(translations) };
}

/** What a page shows that joined at the end. */
function joinedLate(history: History) {
  return known(play([{ type: "changes", changes: history.changesSince(0) }]));
}

const shuffled = histories.chain((history) => {
  const all = [...history.stored, ...history.drafts];
  return fc.record({
    history: fc.constant(history),
    events: fc.shuffledSubarray(all, { minLength: all.length }),
    isLost: fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }),
  });
});

describe("a transcript", () => {
  test("is the same in any order of arrival, whichever drafts are lost", () => {
    fc.assert(
      fc.property(shuffled, ({ history, events, isLost }) => {
        const arrived = events.filter((event, i) => event.type !== "draft" || !isLost[i]);
        const first: TranscriptEvent = {
          type: "changes",
          changes: { ...history.changesSince(0), rev: 0, session: SESSION, segments: [], translations: [] },
        };
        const page = play([first, ...arrived]);
        const wanted = joinedLate(history);
        expect(known(page)).toEqual(wanted);
      }),
    );
  });

  test("is whole after a catch-up, whatever was lost before it", () => {
    fc.assert(
      fc.property(shuffled, fc.array(fc.nat(60), { maxLength: 4 }), ({ history, events, isLost }, when) => {
        let page = EMPTY_TRANSCRIPT;
        events.forEach((event, i) => {
          if (!isLost[i]) page = reduce(page, event);
          if (when.includes(i)) page = reduce(page, { type: "changes", changes: history.changesSince(page.rev) });
        });
        page = reduce(page, { type: "changes", changes: history.changesSince(page.rev) });
        expect(known(page)).toEqual(joinedLate(history));
      }),
    );
  });

  test("shows no draft of a segment that is committed", () => {
    fc.assert(
      fc.property(shuffled, ({ events }) => {
        const page = play(events);
        const draft = draftOf(page);
        expect(draft === null || !page.segments.has(draft.seq)).toBe(true);
      }),
    );
  });

  test("lists its lines in the order in which they were spoken", () => {
    fc.assert(
      fc.property(shuffled, ({ events }) => {
        const seqs = lines(play(events)).map(({ seq }) => seq);
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
      }),
    );
  });
});

const HEAD: Head = { epoch: 2, rev: 0, anchor: 0, covered: 0, recogniser: "ok" };
const DRAFT: Draft = { epoch: 2, counter: 5, seq: 1, text: "Good morning", startMs: 0, covered: 3_200 };
const draftsIn = (...drafts: Draft[]) => play(drafts.map((draft) => ({ type: "draft" as const, draft })));

describe("a draft", () => {
  test("gives way to a newer one only", () => {
    const page = draftsIn(DRAFT, { ...DRAFT, counter: 4, text: "Good" });
    expect(draftOf(page)?.text).toBe("Good morning");
    expect(draftOf(reduce(page, { type: "draft", draft: { ...DRAFT, counter: 6, text: "Good evening" } }))?.text).toBe(
      "Good evening",
    );
  });

  test("of an older epoch is ignored, and goes when a head names a newer epoch", () => {
    expect(draftOf(draftsIn(DRAFT, { ...DRAFT, epoch: 1, counter: 99, text: "old" }))?.text).toBe("Good morning");
    const page = play([{ type: "head", head: HEAD }], draftsIn(DRAFT));
    expect(draftOf(page)?.text).toBe("Good morning");
    expect(draftOf(play([{ type: "head", head: { ...HEAD, epoch: 3 } }], page))).toBeNull();
  });

  test("in each language stands for itself, and an empty one shows nothing", () => {
    const page = draftsIn(DRAFT, { ...DRAFT, lang: "es", text: "Buenos días" });
    expect([draftOf(page)?.text, draftOf(page, "es")?.text]).toEqual(["Good morning", "Buenos días"]);
    expect(draftOf(reduce(page, { type: "draft", draft: { ...DRAFT, counter: 6, text: "" } }))).toBeNull();
  });
});

describe("a head", () => {
  test("with a rev that is not known here means that something did not arrive", () => {
    expect(isBehind(play([{ type: "head", head: HEAD }]))).toBe(false);
    expect(isBehind(play([{ type: "head", head: { ...HEAD, rev: 1 } }]))).toBe(true);
  });

  test("that is older changes nothing, and the anchor never moves back", () => {
    const page = play([
      { type: "head", head: { ...HEAD, rev: 3, anchor: 6_400 } },
      { type: "head", head: { ...HEAD, rev: 2, anchor: 3_200 } },
      { type: "head", head: { ...HEAD, epoch: 3, rev: 3, anchor: 1_600 } },
    ]);
    expect([page.head?.epoch, page.head?.rev, page.anchor]).toEqual([3, 3, 6_400]);
  });
});
