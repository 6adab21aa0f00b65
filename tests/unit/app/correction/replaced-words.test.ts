import { describe, expect, test } from "vitest";
import { replacedWords } from "#app/correction/replaced-words";

describe("the words that a correction replaced", () => {
  test.each([
    ["A field outside Ben Tray where rice grows.", "A field outside Bến Tre where rice grows.", "Ben Tray", "Bến Tre"],
    ["This is Ben Tray.", "This is Bến Tre.", "Ben Tray", "Bến Tre"],
    ["“Ben Tray”, she said", "“Bến Tre”, she said", "Ben Tray", "Bến Tre"],
    ["Tray", "Tre!", "Tray", "Tre!"],
  ])("%s / %s", (before, after, find, by) => {
    expect(replacedWords(before, after)).toEqual({ find, by });
  });

  test.each([
    ["The same.", "The same."],
    ["Words only came", "Words only ever came"],
    ["Words only went", "Words went"],
    ["Only a mark.", "Only a mark!"],
    ["one two three four five six seven", "a b c d e f g"],
    ["", ""],
  ])("are none for a change that is not worth a search: %s / %s", (before, after) => {
    expect(replacedWords(before, after)).toBeNull();
  });
});
