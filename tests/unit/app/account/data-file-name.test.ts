import { expect, test } from "vitest";
import { dataFileName } from "#app/account/data/data-file-name";

test("the file of a person's data has the date in their time zone in its name", () => {
  const now = Date.parse("2026-11-28T23:30:00Z");
  expect(dataFileName(now, "UTC")).toBe("interline-data-2026-11-28.json");
  expect(dataFileName(now, "Asia/Ho_Chi_Minh")).toBe("interline-data-2026-11-29.json");
});
