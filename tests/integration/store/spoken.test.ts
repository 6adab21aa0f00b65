import { expect, test } from "vitest";
import { spokenWeeks } from "#app/history/spoken-weeks";
import { database } from "#store/database";
import { markDeleted } from "#store/session/change-state";
import { createSession } from "#store/session/sessions";
import { databaseOf } from "#testing/vitest/database-of";

databaseOf("anna", "ben", "cleo");

const NOW = Date.parse("2026-11-24T12:00:00Z");
const SAIGON = "Asia/Ho_Chi_Minh";

async function spoke(ownerId: string, createdAt: string, minutes: number): Promise<string> {
  const { id } = await createSession({ ownerId, sourceLang: "en-US", targetLangs: ["vi"], title: "", startedFrom: "" });
  const anchor = BigInt(minutes * 60 * 16_000);
  await database().session.update({ where: { id }, data: { createdAt: new Date(createdAt), anchor } });
  return id;
}

test("the weeks count the minutes of their owner only, in the owner's time zone", async () => {
  await spoke("anna", "2026-11-24T09:00:00Z", 24);
  // A Monday in Anna's time zone, and a Sunday in UTC.
  await spoke("anna", "2026-11-15T18:00:00Z", 31);
  await spoke("anna", "2026-11-16T10:00:00Z", 52.4);
  await spoke("anna", "2026-09-07T10:00:00Z", 10);
  await spoke("anna", "2026-09-01T10:00:00Z", 500);
  await spoke("anna", "2026-11-17T10:00:00Z", 0);
  await markDeleted(await spoke("anna", "2026-11-17T10:00:00Z", 40));
  await spoke("ben", "2026-11-17T10:00:00Z", 60);
  expect(await spokenWeeks("anna", SAIGON, NOW)).toEqual({
    from: "2026-09-07",
    timeZone: SAIGON,
    minutes: [10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 83, 24],
    ms: 117.4 * 60_000,
    sessions: 4,
  });
  expect((await spokenWeeks("anna", "UTC", NOW))?.minutes.slice(-3)).toEqual([31, 52, 24]);
});

test("there are no weeks until a person's first speech is two weeks old, nor without speech in them", async () => {
  expect(await spokenWeeks("cleo", "UTC", NOW)).toBeNull();
  await spoke("cleo", "2026-11-11T10:00:00Z", 5);
  expect(await spokenWeeks("cleo", "UTC", NOW)).toBeNull();
  await markDeleted(await spoke("cleo", "2026-11-01T10:00:00Z", 5));
  await spoke("cleo", "2026-11-01T10:00:00Z", 0);
  expect(await spokenWeeks("cleo", "UTC", NOW)).toBeNull();
  expect(await spokenWeeks("cleo", "UTC", NOW + 86_400_000)).toMatchObject({ sessions: 1 });
  expect(await spokenWeeks("cleo", "UTC", NOW + 365 * 86_400_000)).toBeNull();
  await spoke("cleo", "2026-01-01T10:00:00Z", 1);
  expect(await spokenWeeks("cleo", "UTC", NOW)).toMatchObject({ sessions: 1, ms: 300_000 });
});
