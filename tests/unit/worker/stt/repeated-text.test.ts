import { expect, test } from "vitest";
import { indexAfter, lastWordAt, saidAgainUpTo } from "#worker/stt/repeated-text";

test.each([
  ["we go to the sea", "to the sea, and then home", "en", ", and then home"],
  ["We go to the Sea.", "the sea and home", "en", "and home"],
  ["we go", "and home", "en", "and home"],
  ["", "and home", "en", "and home"],
  ["the sea", "The sea", "en", ""],
  ["今日は天気がいいです", "いいですね", "ja", "ね"],
])("after %j, %j continues with its new words", (tail, text, lang, rest) => {
  const said = text.slice(saidAgainUpTo(tail, text, lang)).trimStart();
  expect(said).toBe(rest.replace(/^, /, ""));
});

test("the last word of a text, and the position after its first words", () => {
  expect(lastWordAt("we go home.", "en")).toBe(6);
  expect(lastWordAt("home", "en")).toBe(0);
  expect(indexAfter("We go, home", ["We", "go,"])).toBe(6);
  expect(indexAfter("We go", ["They"])).toBe(-1);
});
