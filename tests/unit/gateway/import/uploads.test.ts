import { expect, test } from "vitest";
import { nameFrom } from "#gateway/import/uploads";

test("a long name of a file is cut between characters", () => {
  expect(nameFrom(`${"x".repeat(199)}\u{1F600}.mp4`)).toBe("x".repeat(199));
  expect(nameFrom(`${"x".repeat(198)}\u{1F600}.mp4`)).toBe(`${"x".repeat(198)}\u{1F600}`);
});
