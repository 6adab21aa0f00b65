import fc from "fast-check";
import { expect, test } from "vitest";
import { choiceIn } from "#app/export/file-answer";
import { SessionId } from "#protocol/session";

const value = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("\0", "en\0", "\ud800", "srt", "json", "en-US", "es", "1", "0", "__proto__"),
);
const names = ["format", "lang", "original", "times", "speakers", "__proto__", "other"] as const;

test("any query of an export is refused or a valid choice", () => {
  const parameters = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 8 });
  fc.assert(
    fc.property(parameters, (pairs) => {
      const choice = choiceIn(new Request(`http://host/export?format=srt&${new URLSearchParams(pairs)}`));
      if (!choice) return;
      expect(choice.lang ?? "").toMatch(/^[\w-]{0,35}$/);
      expect([choice.original, choice.times, choice.speakers].map((one) => typeof one)).toEqual(
        Array(3).fill("boolean"),
      );
    }),
  );
});

test("any part of a path is refused as a session's id or has 22 letters", () => {
  const segment = fc.oneof(
    value,
    fc.string({ unit: fc.constantFrom("a", "_", "-", "\0", "%"), minLength: 20, maxLength: 24 }),
  );
  fc.assert(
    fc.property(segment, (text) => {
      expect(SessionId.safeParse(text).success).toBe(/^[\w-]{22}$/.test(text) && !text.includes("\n"));
    }),
  );
});
