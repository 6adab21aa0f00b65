import { expect, test } from "vitest";
import { NONE, withStatus } from "#scripts/test-runner/outcome";

test("a part without a test fails, also when its runner succeeded", () => {
  expect(withStatus(NONE, "vitest (unit)", 0)).toEqual({
    passed: 0,
    failed: 1,
    failures: ["vitest (unit) ran no test"],
  });
});

test("a runner that fails or is killed without a failed test counts as one failure", () => {
  const outcome = { ...NONE, passed: 3 };
  expect(withStatus(outcome, "playwright", 1)).toEqual({ passed: 3, failed: 1, failures: ["playwright ended with 1"] });
  expect(withStatus(outcome, "playwright", null).failures).toEqual(["playwright ended with a signal"]);
});

test("failed tests count once, and a success stays a success", () => {
  const failed = { passed: 3, failed: 1, failures: ["a.test.ts: adds"] };
  expect(withStatus(failed, "vitest (unit)", 1)).toEqual(failed);
  expect(withStatus({ ...NONE, passed: 3 }, "vitest (unit)", 0)).toEqual({ ...NONE, passed: 3 });
});
