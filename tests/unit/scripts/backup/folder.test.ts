import { mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { backupName, newestBackup, pruneBackups, surplusBackups } from "#scripts/backup/folder";
import { temporaryFolder } from "#testing/services/temporary-folder";

const NOW = new Date("2026-11-29T12:00:00Z");
const daysAgo = (days: number) => backupName(new Date(NOW.getTime() - days * 86_400_000), true);
const written = daysAgo(0);

test("the name of a backup has its time and whether it is encrypted", () => {
  expect(backupName(NOW, true)).toBe("interline-20261129T120000Z.gz.age");
  expect(backupName(NOW, false)).toBe("interline-20261129T120000Z.gz");
});

test("the newest backups are kept, none older than the limit; both limits are optional", () => {
  const names = [4, 1, 3, 2, 0].map(daysAgo);
  const surplus = (most: number, days: number) => surplusBackups(names, written, { most, days }, NOW);
  expect(surplus(3, 0)).toEqual([3, 4].map(daysAgo));
  expect(surplus(0, 2)).toEqual([3, 4].map(daysAgo));
  expect(surplus(2, 3)).toEqual([2, 3, 4].map(daysAgo));
  expect(surplus(0, 0)).toEqual([]);
});

test("the backup that was just written is kept, also against clock and limits", () => {
  expect(surplusBackups([written], written, { most: 1, days: 1 }, new Date("2036-01-01"))).toEqual([]);
  const future = backupName(new Date("2030-01-01"), true);
  expect(surplusBackups([written, future], written, { most: 1, days: 1 }, NOW)).toEqual([future]);
});

test("foreign files, folders and links stay, and the remains of a killed backup are removed after an hour", () => {
  const folder = temporaryFolder();
  afterAll(() => rmSync(folder, { recursive: true }));
  const abandoned = `${daysAgo(9)}.unfinished`;
  const ours = [daysAgo(9), daysAgo(8), written, abandoned, `${daysAgo(1)}.unfinished`];
  const foreign = ["before-the-upgrade.gz", "interline-2020.gz", "x-interline-20200101T000000Z.gz", "notes.txt"];
  for (const name of [...ours, ...foreign]) writeFileSync(join(folder, name), "x");
  mkdirSync(join(folder, "interline-20200101T000000Z.gz"));
  symlinkSync(join(folder, "notes.txt"), join(folder, "interline-20200101T000001Z.gz"));
  utimesSync(join(folder, abandoned), new Date(0), new Date(0));
  expect(pruneBackups(folder, written, { most: 1, days: 1 }, new Date())).toBe(2);
  const left = ["interline-20200101T000000Z.gz", "interline-20200101T000001Z.gz", `${daysAgo(1)}.unfinished`];
  expect(readdirSync(folder).sort()).toEqual([...foreign, ...left, written].sort());
  expect(newestBackup(folder, NOW)).toEqual(NOW);
  expect(newestBackup(folder, new Date(NOW.getTime() - 1))).toBe(null);
});
