import { expect, test } from "vitest";
import { EMPTY_TRANSCRIPT, reduce, type Transcript, type TranscriptEvent } from "#protocol/reduce";
import type { SessionView } from "#protocol/session";
import { speakArguments, UsageError } from "#scripts/speak/arguments";
import { type Caption, Captions, isComplete } from "#scripts/speak/captions";
import { jsonPrinter, textPrinter } from "#scripts/speak/printer";

test("only the file is required", () => {
  expect(speakArguments(["a.wav"])).toEqual({
    file: "a.wav",
    from: "en-US",
    to: ["es", "ca"],
    url: "http://localhost:3000",
    pace: 1,
    json: false,
    account: null,
  });
  expect(speakArguments(["a.wav", "--to", "none"]).to).toEqual([]);
  expect(speakArguments(["a.wav"], "8080").url).toBe("http://localhost:8080");
});

test("options may be before or after the file", () => {
  const typed = [
    "--to",
    "es, ca",
    "--pace=8",
    "a.wav",
    "--json",
    "--from",
    "en-GB",
    "--url",
    "https://x.example/",
    "--account",
    "a@b.example",
  ];
  expect(speakArguments(typed, "8080")).toEqual({
    file: "a.wav",
    from: "en-GB",
    to: ["es", "ca"],
    url: "https://x.example",
    pace: 8,
    json: true,
    account: "a@b.example",
  });
});

test.each<[string[], RegExp]>([
  [[], /Name an audio or video file/],
  [["a.wav", "b.wav"], /one file only/],
  [["a.wav", "--fast"], /--fast/],
  [["a.wav", "--pace", "0"], /--pace/],
  [["a.wav", "--pace", "quick"], /--pace/],
  [["a.wav", "--to", "es,,ca"], /--to/],
  [["a.wav", "--from", "English"], /--from/],
  [["a.wav", "--url", "localhost:3000"], /--url/],
  [["a.wav", "--url", "ftp://x"], /--url/],
])("%j is refused in a sentence", (typed, sentence) => {
  expect(() => speakArguments(typed)).toThrow(UsageError);
  expect(() => speakArguments(typed)).toThrow(sentence);
});

const session: SessionView = {
  id: "a".repeat(22),
  title: "",
  sourceLang: "en-US",
  targetLangs: ["es", "ca"],
  state: "live",
  failure: null,
  createdAt: "2026-11-23T23:00:00.000Z",
  endedAt: null,
};

const EVENTS: TranscriptEvent[] = [
  { type: "session", session, rev: 1 },
  { type: "draft", draft: { epoch: 1, counter: 1, seq: 1, text: "Good", startMs: 0, covered: 3_200 } },
  { type: "draft", draft: { epoch: 1, counter: 2, seq: 1, text: "Good", startMs: 0, covered: 6_400 } },
  // A translation that overtakes its segment.
  {
    type: "translation",
    translation: { seq: 1, lang: "es", rev: 3, text: "Buenos días.", sourceRev: 2, unknownWords: 0 },
    after: 0,
  },
  {
    type: "segment",
    segment: {
      seq: 1,
      rev: 2,
      kind: "speech",
      text: "Good morning.",
      lang: "en-US",
      startMs: 0,
      endMs: 900,
      confidence: 1,
    },
    after: 0,
  },
  {
    type: "translation",
    translation: { seq: 1, lang: "ca", rev: 4, text: "Bon dia.", sourceRev: 2, unknownWords: 0 },
    after: 0,
  },
  {
    type: "segment",
    segment: { seq: 2, rev: 5, kind: "gap", text: "", lang: "en-US", startMs: 900, endMs: 2_900, confidence: null },
    after: 2,
  },
  { type: "session", session: { ...session, state: "ended" }, rev: 6 },
];

test("each caption is printed once, a translation after its segment, in the documented JSON", () => {
  const told: string[] = [];
  const captions = new Captions(jsonPrinter({ write: (text) => told.push(text) }));
  let transcript = EMPTY_TRANSCRIPT;
  for (const event of EVENTS) {
    transcript = reduce(transcript, event);
    captions.show(transcript);
  }
  expect(told).toEqual([
    '{"type":"draft","seq":1,"text":"Good"}\n',
    '{"type":"segment","seq":1,"text":"Good morning.","startMs":0,"endMs":900,"rev":2}\n',
    '{"type":"translation","seq":1,"lang":"es","text":"Buenos días.","rev":3}\n',
    '{"type":"translation","seq":1,"lang":"ca","text":"Bon dia.","rev":4}\n',
    '{"type":"segment","seq":2,"text":"","startMs":900,"endMs":2900,"rev":5}\n',
  ]);
});

test("an open segment is a caption with each change in JSON, and is printed once it is closed", () => {
  const at = { seq: 1, kind: "speech", lang: "en-US", startMs: 0, confidence: 1 } as const;
  const events: TranscriptEvent[] = [
    { type: "segment", segment: { ...at, rev: 2, text: "Good", endMs: 400, open: true }, after: 0 },
    { type: "segment", segment: { ...at, rev: 3, text: "Good morning.", endMs: 900 }, after: 2 },
  ];
  const [told, printed]: [string[], string[]] = [[], []];
  const json = new Captions(jsonPrinter({ write: (text) => told.push(text) }));
  const text = new Captions(textPrinter({ write: (line) => printed.push(line) }));
  let transcript = EMPTY_TRANSCRIPT;
  for (const event of events) {
    transcript = reduce(transcript, event);
    json.show(transcript);
    text.show(transcript);
  }
  expect(told).toEqual([
    '{"type":"segment","seq":1,"text":"Good","startMs":0,"endMs":400,"rev":2,"open":true}\n',
    '{"type":"segment","seq":1,"text":"Good morning.","startMs":0,"endMs":900,"rev":3}\n',
  ]);
  expect(printed).toEqual(["  0:00  Good morning.\n"]);
});

test("a session is complete once it has ended and each line of speech is there in every language", () => {
  const after = (events: TranscriptEvent[]): Transcript => events.reduce(reduce, EMPTY_TRANSCRIPT);
  expect(isComplete(after(EVENTS))).toBe(true);
  EVENTS.forEach((event, i) => {
    const isNeeded = event.type !== "draft" && i !== 0 && !(event.type === "segment" && event.segment.kind === "gap");
    const without = after(EVENTS.filter((_, at) => at !== i));
    // Without an event its rev is missing, which is noticed too.
    if (isNeeded) expect(isComplete(without)).toBe(false);
  });
});

test("a terminal shows the draft in one line that is overwritten; a file gets whole lines only", () => {
  const shown = (isTTY: boolean, caption: Caption) => {
    let text = "";
    textPrinter({
      write: (more) => {
        text += more;
      },
      isTTY,
      columns: 20,
    })(caption);
    return text;
  };
  const draft: Caption = { type: "draft", seq: 1, text: "a very long draft that does not fit" };
  expect(shown(true, draft).length).toBeLessThanOrEqual("\r\u001b[K".length + 19);
  expect(shown(true, draft)).toContain("not fit");
  expect(shown(false, draft)).toBe("");
  const gap: Caption = { type: "segment", seq: 1, text: "", startMs: 65_000, endMs: 67_000, rev: 1 };
  expect(shown(false, gap)).toBe("  1:05  (2.0 s of sound did not arrive)\n");
});
