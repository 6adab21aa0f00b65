import { expect, test } from "vitest";
import { NOTHING_KNOWN, reactTo } from "#app/speaking/react-to-refusal";
import { BEGUN } from "#app/speaking/sender-state";

const refusal = { kind: "invalid", message: "packet 1 of 12 is cut off" } as const;

test("a sender whose Opus is refused does not end", () => {
  const reaction = reactTo(refusal, BEGUN, { ...NOTHING_KNOWN, hasRefusedOpus: true }, 3);
  expect(reaction).toMatchObject({ kind: "go-on", change: { phase: { kind: "draining" } } });
});

test("a sender whose PCM is refused ends", () => {
  expect(reactTo(refusal, BEGUN, NOTHING_KNOWN, 3)).toEqual({ kind: "end", end: { kind: "refused", refusal } });
});
