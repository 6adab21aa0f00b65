import { expect, test } from "vitest";
import { findPlaces } from "#app/history/find-sessions";
import { database } from "#store/database";
import { databaseOf } from "#testing/vitest/database-of";
import { find, ids, said } from "./said";

databaseOf("anna", "ben", "fay");

test.each(["the salt pond", '"THE SALTED PONDS" guard'])(
  "a session is found by a phrase across two lines: %s",
  async (q) => {
    const id = await said("anna", [["Who would guard the salt?"], ["Ponds need rain."], ["The salt."], ["A pond."]]);
    const [found] = (await find("anna", { q })).sessions.filter((one) => one.id === id);
    expect(found?.found).toMatchObject({ places: 1, hits: [{ seq: 1, startMs: 1_000 }] });
    const next = { text: "Ponds need rain.", marks: [{ from: 0, to: 5 }] };
    expect(found?.found?.hits[0]?.texts).toMatchObject([{ lang: "en-US", marks: [{ to: 24 }], next }]);
    expect(await findPlaces("anna", id, q)).toEqual(found?.found?.hits);
  },
);

test("a session is found by a phrase across two lines in a translation and in a script without spaces", async () => {
  const lines = [
    ["如何把盐", "Bến"],
    ["挡在外面", "Tre xanh"],
    ["。", "mãi"],
  ] as const;
  const id = await said("ben", lines, ["cmn-Hans-CN", "vi"]);
  expect(await ids("ben", "把盐挡在")).toEqual([id]);
  const texts = [
    { next: { text: "挡在外面", marks: [] } },
    { next: { text: "Tre xanh", marks: [{ from: 0, to: 3 }] } },
  ];
  expect((await find("ben", { q: '"bến tre"' })).sessions[0]?.found?.hits).toMatchObject([{ seq: 1, texts }]);
  for (const q of ['"bến mãi"', '"xanh 挡"']) expect(await ids("ben", q)).toEqual([]);
  await database().segment.delete({ where: { sessionId_seq_part: { sessionId: id, seq: 2, part: 0 } } });
  expect(await ids("ben", '"bến mãi"')).toEqual([id]);
});

test("the index finds a phrase that begins in one line and ends in the next, from either line", async () => {
  const lines = [
    ["The farmer planted it."],
    ["A pandan"],
    ["is here.", "Aquí"],
    ["Not there.", "nunca jamás"],
  ] as const;
  const id = await said("fay", lines);
  await said("fay", [["Pandan."], ["A leaf is green."]]);
  await database().session.updateMany({ where: { ownerId: "fay" }, data: { nextSeq: 9_000 } });
  const found = async (q: string) => (await find("fay", { q })).sessions.map((one) => one.id);
  for (const q of ["it a pandan", "pandan is here", "pandan is", '"aquí nunca"'])
    expect([q, await found(q)]).toEqual([q, [id]]);
  for (const q of ["it pandan", "pandan here", '"it is"', '"pandan not"']) expect([q, await found(q)]).toEqual([q, []]);
});
