import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MESSAGES } from "#app/audience/message-shapes";
import { MESSAGE_SCHEMAS } from "#app/connection/message-schemas";

const line = { seq: 1, rev: 3, text: "Hello.", lang: "en-US" };
const EXAMPLES: Record<keyof typeof MESSAGE_SCHEMAS, object[]> = {
  segment: [
    { segment: { ...line, kind: "speech", startMs: 0, endMs: 900, confidence: 0.9 }, after: 2 },
    {
      segment: { ...line, part: 7, kind: "speech", text: "", startMs: 0, endMs: 0, confidence: null, removed: true },
      after: 2,
    },
    { segment: { ...line, kind: "gap", text: "", startMs: 0, endMs: 900, confidence: null }, after: null },
  ],
  translation: [
    { translation: { ...line, lang: "vi", sourceRev: 3, unknownWords: 0 }, after: null },
    { translation: { ...line, part: 7, lang: "vi", sourceRev: 3, unknownWords: 0 }, after: null },
  ],
  latest: [{ rev: 4 }, { rev: 4, lang: "es" }],
  changed: [{ rev: 5 }],
  draft: [{ draft: { epoch: 1, counter: 2, seq: 3, text: "Hel", startMs: 0, covered: 3_200 } }],
  head: [{ head: { epoch: 1, rev: 2, anchor: 0, covered: 3_200, recogniser: "retrying" } }],
  speaker: [{ speaker: "paused" }, { speaker: null }],
};
const cases = Object.entries(EXAMPLES).flatMap(([name, examples]) =>
  examples.map((example) => ({ name: name as keyof typeof MESSAGE_SCHEMAS, example })),
);

/** The same message with another value in one place, or without it. */
function spoilt(example: object, path: readonly string[], value: unknown): object {
  const [field = "", ...rest] = path;
  const inner = (example as Record<string, unknown>)[field];
  if (rest.length > 0) return { ...example, [field]: spoilt(inner as object, rest, value) };
  return { ...example, [field]: value };
}

function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    ...(path.length > 0 ? [path] : []),
    ...Object.entries(value).flatMap(([field, inner]) => places(inner, [...path, field])),
  ];
}

describe("the readers' shapes and zod's schemas", () => {
  test.each(cases)("both accept a $name", ({ name, example }) => {
    expect(MESSAGE_SCHEMAS[name].safeParse(example).success).toBe(true);
    expect(MESSAGES[name].safeParse(example)).toEqual({ success: true, data: example });
  });

  test("both accept the same messages, and refuse a message with another type in one place", () => {
    const spoil = fc.constantFrom(...cases).chain(({ name, example }) =>
      fc.record({
        name: fc.constant(name),
        example: fc.constant(example),
        path: fc.constantFrom(...places(example)),
        value: fc.constantFrom<unknown>(undefined, null, true, "other", 7, {}, []),
      }),
    );
    fc.assert(
      fc.property(spoil, ({ name, example, path, value }) => {
        const message = spoilt(example, path, value);
        const [light, full] = [
          MESSAGES[name].safeParse(message).success,
          MESSAGE_SCHEMAS[name].safeParse(message).success,
        ];
        if (full) expect(light).toBe(true);
        // The shapes accept any string in place of a language or a time.
        if (!full && light) expect(["string", "number"]).toContain(typeof value);
      }),
    );
  });

  test.each([undefined, null, 7, "text", []])("%o is refused as a message", (raw) => {
    for (const { name } of cases) expect(MESSAGES[name].safeParse(raw).success).toBe(false);
  });
});
