import { expect, test } from "vitest";
import { database } from "#store/database";
import { removeAbandoned, removeExpiredVerifications } from "#store/people/abandoned";
import { createSession } from "#store/session/sessions";
import { databaseOf } from "#testing/vitest/database-of";

databaseOf();

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

/** An anonymous person whose last visit was `came` days ago, with a sign-in that expires in `signIn` days. */
async function person(id: string, came: number, signIn?: number): Promise<void> {
  const updatedAt = ago(came);
  await database().user.create({
    data: { id, name: id, email: `${id}@example.test`, isAnonymous: true, createdAt: ago(60), updatedAt },
  });
  if (signIn === undefined) return;
  await database().authSession.create({
    data: { id, token: id, userId: id, expiresAt: ago(-signIn), createdAt: ago(60), updatedAt },
  });
}

test("only anonymous people without sessions whose last visit is long ago are removed", async () => {
  await person("gone", 31, 300);
  await person("signed-out", 31);
  await person("came", 29, 300);
  await person("speaker", 60, 300);
  await createSession({ ownerId: "speaker", sourceLang: "en-US", targetLangs: ["vi"], title: "", startedFrom: "" });
  await person("keeps-terms", 31, 300);
  await person("lost-terms", 31, -1);
  for (const userId of ["keeps-terms", "lost-terms"])
    await database().term.create({ data: { userId, written: "Interline", heardAs: [] } });
  await person("account", 60, 1);
  await database().user.update({ where: { id: "account" }, data: { isAnonymous: false, updatedAt: ago(60) } });
  await person("administrator", 60, 1);
  await database().administrator.create({ data: { userId: "administrator" } });

  expect(await removeAbandoned(30, 2)).toBe(2);
  expect(await removeAbandoned(30, 500)).toBe(1);
  const left = await database().user.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  expect(left.map(({ id }) => id)).toEqual(["account", "administrator", "came", "keeps-terms", "speaker"]);
  expect(await database().authSession.count({ where: { userId: "gone" } })).toBe(0);
  expect(await removeAbandoned(30, 500)).toBe(0);
});

test("only expired tokens and challenges are removed", async () => {
  const row = (id: string, expiresAt: Date) => ({ id, identifier: id, value: "", expiresAt });
  await database().verification.createMany({ data: [row("old", ago(1)), row("new", ago(-1))] });
  await removeExpiredVerifications();
  expect(await database().verification.findMany({ select: { id: true } })).toEqual([{ id: "new" }]);
});
