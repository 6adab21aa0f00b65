import { describe, expect, test } from "vitest";
import { spokenSegments } from "#app/transcript/spoken-segments";
import { EMPTY_TRANSCRIPT, reduce, segmentsInOrder, type Transcript, type TranscriptEvent } from "#protocol/reduce";
import type { Draft, Segment } from "#protocol/transcript";

const open: Segment = {
  seq: 2,
  rev: 4,
  kind: "speech",
  text: "So the",
  lang: "en-US",
  startMs: 2_000,
  endMs: 2_400,
  confidence: null,
  open: true,
};
const draft: Draft = { epoch: 1, counter: 1, seq: 2, text: "So the question", startMs: 2_000, covered: 48_000 };
const LOOK = { langs: ["vi"], sourceLang: "en-US" };

function page(...events: TranscriptEvent[]): Transcript {
  return events.reduce<Transcript>(reduce, EMPTY_TRANSCRIPT);
}
function spoken(transcript: Transcript) {
  return spokenSegments(transcript, segmentsInOrder(transcript), LOOK).map(({ seq, text, open: isOpen }) => [
    seq,
    text,
    isOpen,
  ]);
}

describe("the segments below the log", () => {
  test("are the open segment, with or without its draft", () => {
    const segment = { type: "segment", segment: open, after: null } as const;
    expect(spoken(page(segment))).toEqual([[2, "So the", true]]);
    expect(spoken(page({ type: "draft", draft }, segment))).toEqual([[2, "So the", true]]);
  });

  test("include a segment that has only a draft, until the draft is empty", () => {
    expect(spoken(page({ type: "draft", draft }))).toEqual([[2, "", true]]);
    expect(
      spoken(page({ type: "draft", draft }, { type: "draft", draft: { ...draft, counter: 2, text: "" } })),
    ).toEqual([]);
  });

  test("include a translated draft for a reader without the original", () => {
    const translated = { ...draft, counter: 2, lang: "vi", text: "Vậy nên" };
    expect(spoken(page({ type: "draft", draft: translated }))).toEqual([[2, "", true]]);
    const empty = { ...draft, text: "" };
    expect(spoken(page({ type: "draft", draft: empty }, { type: "draft", draft: translated }))).toEqual([]);
  });

  test("include no segment twice, and no removed one", () => {
    const closed = { type: "segment", segment: { ...open, rev: 5, open: false }, after: null } as const;
    expect(spoken(page({ type: "draft", draft }, closed))).toEqual([[2, "So the", false]]);
    const gone = { type: "segment", segment: { ...open, rev: 6, open: false, text: "", removed: true } } as const;
    expect(spoken(page({ type: "draft", draft }, { ...gone, after: null }))).toEqual([]);
  });
});
