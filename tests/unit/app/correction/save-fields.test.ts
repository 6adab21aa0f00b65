import { expect, test } from "vitest";
import { type Field, saveFields } from "#app/correction/save-fields";
import { StandInConnection } from "#testing/connection/stand-in-connection";

const KEY = { sessionId: "a".repeat(22), seq: 4 };
const original: Field = { lang: undefined, text: "hello", shown: "hello", expected: 1, speaker: "", shownSpeaker: "" };
const spanish: Field = { lang: "es", text: "hola", shown: "hola", expected: 2 };

/** Answers requests one after the other. @returns the requests */
async function answered(connection: StandInConnection, answers: readonly (object | null)[]): Promise<object[]> {
  for (const [at, answer] of answers.entries()) {
    await expect.poll(() => connection.asked.length).toBe(at + 1);
    connection.asked[at]?.answer(answer);
  }
  return connection.asked.map(({ request }) => request);
}

test("a translation is stored before its line, because the line's correction owes the other translations", async () => {
  const connection = new StandInConnection();
  connection.become("connected");
  const saving = saveFields(connection, KEY, [
    { ...original, text: "hello all" },
    { ...spanish, text: "hola a todos" },
  ]);
  expect(
    await answered(connection, [
      { ok: true, rev: 5 },
      { ok: true, rev: 6 },
    ]),
  ).toEqual([
    { ...KEY, lang: "es", text: "hola a todos", expected: 2 },
    { ...KEY, text: "hello all", expected: 1 },
  ]);
  expect(await saving).toMatchObject({ refusal: null, fields: [{ expected: 6 }, { lang: "es", expected: 5 }] });
});

test("after another person's change the typed text stays, and a second save replaces theirs", async () => {
  const connection = new StandInConnection();
  connection.become("connected");
  const saving = saveFields(connection, KEY, [{ ...original, text: "hello all" }]);
  await answered(connection, [{ ok: false, refusal: { kind: "edited", text: "hello both", rev: 7 } }]);
  const { fields, refusal } = await saving;
  expect(refusal).toMatchObject({ kind: "edited" });
  expect(fields).toMatchObject([{ text: "hello all", shown: "hello both", expected: 7 }]);
});

test("an author who only named a speaker gets the text that another person wrote meanwhile", async () => {
  const connection = new StandInConnection();
  connection.become("connected");
  const saving = saveFields(connection, KEY, [{ ...original, speaker: "Ana" }]);
  await answered(connection, [{ ok: false, refusal: { kind: "edited", text: "hello both", rev: 7 } }]);
  expect((await saving).fields).toMatchObject([
    { text: "hello both", shown: "hello both", speaker: "Ana", expected: 7 },
  ]);
});

test("saving stops at the first refusal and keeps the fields that were not sent", async () => {
  const connection = new StandInConnection();
  connection.become("connected");
  const saving = saveFields(connection, KEY, [
    { ...original, text: "hello all" },
    { ...spanish, text: "hola a todos" },
  ]);
  await answered(connection, [null]);
  expect(await saving).toMatchObject({
    refusal: { kind: "unavailable" },
    fields: [
      { text: "hello all", expected: 1 },
      { text: "hola a todos", expected: 2 },
    ],
  });
  expect(connection.asked).toHaveLength(1);
});
