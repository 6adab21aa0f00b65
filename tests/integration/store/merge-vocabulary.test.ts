import { expect, test } from "vitest";
import { charactersOf, MOST_CHARACTERS, MOST_TERMS } from "#protocol/vocabulary";
import { database } from "#store/database";
import { moveToAccount } from "#store/people/accounts";
import { range } from "#testing/stack/expect-complete";
import { databaseOf } from "#testing/vitest/database-of";

databaseOf();

type Stored = { readonly written: string; readonly heardAs: string[] };

let people = 0;

/** Creates a person with these terms. */
async function person(isAnonymous: boolean, terms: readonly Stored[]): Promise<string> {
  people += 1;
  const id = `person-${people}`;
  await database().user.create({ data: { id, name: id, email: `${id}@example.test`, isAnonymous } });
  await database().term.createMany({ data: terms.map((term) => ({ userId: id, ...term })) });
  return id;
}

function termsOf(userId: string): Promise<Stored[]> {
  return database().term.findMany({
    where: { userId },
    select: { written: true, heardAs: true },
    orderBy: { written: "asc" },
  });
}

/** Terms `<name>001`, `<name>002` ... of this many characters each. */
const terms = (name: string, count: number, characters: number): Stored[] =>
  range(1, count).map((at) => {
    const written = `${name}${String(at).padStart(3, "0")}`;
    const heard = Array(Math.floor((characters - written.length) / 90)).fill("h".repeat(90));
    return { written, heardAs: [...heard, "r".repeat((characters - written.length) % 90)].filter(Boolean) };
  });

test.each([
  ["that fit", terms("a", 100, 60), terms("b", 100, 60), 200],
  ["of which only some fit beside the account's", terms("a", 400, 60), terms("b", 300, 60), MOST_TERMS],
  ["that have more characters than fit", terms("a", 100, 500), terms("b", 100, 500), 120],
  ["if its own are as many as fit", terms("a", MOST_TERMS, 60), terms("b", 10, 60), MOST_TERMS],
  ["if it has more than the present limit", terms("a", 600, 200), terms("b", 10, 60), 600],
  ["if the person has more than the present limit", [], terms("b", 600, 200), 300],
])(
  "an account gets an anonymous person's terms %s, keeps its own, and stays within the limits",
  async (_, own, others, count) => {
    const [account, anonymous] = [await person(false, own), await person(true, others)];
    expect(await moveToAccount(anonymous, account)).toEqual([]);
    const merged = await termsOf(account);
    expect(merged).toHaveLength(count);
    expect(merged).toEqual(expect.arrayContaining(own));
    const added = merged.slice(own.length);
    expect(added).toEqual(others.slice(0, added.length));
    if (charactersOf(own) <= MOST_CHARACTERS) expect(charactersOf(merged)).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(await database().user.count({ where: { id: anonymous } })).toBe(0);
  },
);

test("a term of both people stays as in the account, and counts once", async () => {
  const own = terms("a", MOST_TERMS - 1, 60);
  const account = await person(false, own);
  const anonymous = await person(true, [...terms("a", 300, 90), { written: "z", heardAs: [] }]);
  await database().$executeRaw`UPDATE term SET heard_as = NULL WHERE user_id = ${anonymous} AND written = 'z'`;
  await moveToAccount(anonymous, account);
  expect(await termsOf(account)).toEqual([...own, { written: "z", heardAs: [] }]);
});

test("several anonymous people who sign in to one account at once stay within the limits together", async () => {
  const account = await person(false, terms("a", MOST_TERMS - 20, 60));
  const several = await Promise.all(["b", "c", "d", "e"].map((name) => person(true, terms(name, 15, 60))));
  await Promise.all(several.map((anonymous) => moveToAccount(anonymous, account)));
  expect((await termsOf(account)).length).toBe(MOST_TERMS);
});
