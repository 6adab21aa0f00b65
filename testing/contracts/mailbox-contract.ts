import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CHUNK_SAMPLES } from "#protocol/sound";

type Answer = { readonly ok: boolean; readonly [more: string]: unknown };

/** A connection to a gateway with a new session that has no take yet. */
export type MailboxClient = {
  readonly sessionId: string;
  ask(event: "speak" | "chunk" | "lost" | "stop", request: object): Promise<Answer>;
  close(): void;
};

/**
 * The rules for the entries of a session's mailbox, for the real gateway and for the stand-in in the tests of a page's
 * sender.
 */
export function describeMailbox(name: string, open: () => Promise<MailboxClient>): void {
  describe(`the mailbox of ${name}`, () => {
    let client: MailboxClient;
    let take: number;

    beforeEach(async () => {
      client = await open();
      const begun = await speak();
      expect(begun).toMatchObject({ ok: true, take: expect.any(Number) });
      take = Number(begun.take);
    });
    afterEach(() => client.close());

    const speak = (request: object = {}) => client.ask("speak", { sessionId: client.sessionId, ...request });
    const send = (n: number, of = take) =>
      client.ask("chunk", { take: of, n, sound: new Uint8Array(2 * CHUNK_SAMPLES) });
    const lose = (from: number, to: number, of = take) => client.ask("lost", { take: of, from, to });
    const stop = (n: number) => client.ask("stop", { sessionId: client.sessionId, after: { take, n } });
    const accepted = { ok: true, credit: expect.any(Number) };
    const refused = (kind: string) => ({ ok: false, refusal: { kind } });
    const expects = (n: number) => ({
      ok: false,
      refusal: { kind: "expected", expected: n, credit: expect.any(Number) },
    });

    test("a take begins with chunk 1, and its chunks are accepted in order", async () => {
      expect(await speak({ take })).toMatchObject({ ok: true, take, expected: 1, credit: expect.any(Number) });
      for (const n of [1, 2, 3]) expect(await send(n)).toMatchObject(accepted);
      expect(await speak({ take })).toMatchObject({ ok: true, take, expected: 4 });
    });

    test("a chunk or a lost range that is known is accepted again", async () => {
      for (const n of [1, 2]) expect(await send(n)).toMatchObject(accepted);
      expect(await lose(3, 5)).toMatchObject(accepted);
      for (const n of [2, 1, 4]) expect(await send(n)).toMatchObject(accepted);
      expect(await lose(3, 5)).toMatchObject(accepted);
      expect(await speak({ take })).toMatchObject({ expected: 6 });
    });

    test("a chunk or a lost range that leaves a hole is refused with the number that is expected", async () => {
      expect(await send(2)).toMatchObject(expects(1));
      expect(await lose(3, 5)).toMatchObject(expects(1));
      expect(await send(1)).toMatchObject(accepted);
      expect(await send(4)).toMatchObject(expects(2));
    });

    test("a lost range that begins within known chunks and ends beyond them is refused", async () => {
      for (const n of [1, 2]) expect(await send(n)).toMatchObject(accepted);
      expect(await lose(2, 5)).toMatchObject(expects(3));
    });

    test("a chunk or a lost range of another take than the one that was begun last here is refused", async () => {
      for (const other of [take + 1, take + 1_000]) {
        expect(await send(1, other)).toMatchObject(refused("not-speaking"));
        expect(await lose(1, 2, other)).toMatchObject(refused("not-speaking"));
      }
    });

    test("a new take supersedes the one before", async () => {
      const { take: next } = await speak();
      expect(next).toBe(take + 1);
      expect(await speak({ take })).toMatchObject({ ok: false, refusal: { kind: "superseded", arrived: 0 } });
      expect(await send(1)).toMatchObject(refused("not-speaking"));
      expect(await stop(1)).toMatchObject(refused("superseded"));
      expect(await send(1, take + 1)).toMatchObject(accepted);
    });

    test("a stop follows the last chunk, may be repeated, and is the end", async () => {
      expect(await send(1)).toMatchObject(accepted);
      expect(await stop(3)).toMatchObject(expects(2));
      for (const _ of ["first", "again"]) expect(await stop(2)).toMatchObject({ ok: true });
      expect(await send(3)).toMatchObject(refused("over"));
      expect(await lose(3, 4)).toMatchObject(refused("over"));
      expect(await send(1)).toMatchObject(accepted);
    });
  });

  test(`${name} refuses chunks and lost ranges before \`speak\``, async () => {
    const client = await open();
    const request = { take: 1, n: 1, sound: new Uint8Array(2 * CHUNK_SAMPLES) };
    expect(await client.ask("chunk", request)).toMatchObject({ ok: false, refusal: { kind: "not-speaking" } });
    const range = { take: 1, from: 1, to: 2 };
    expect(await client.ask("lost", range)).toMatchObject({ ok: false, refusal: { kind: "not-speaking" } });
    client.close();
  });
}
