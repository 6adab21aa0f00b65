import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CHUNK_BYTES } from "#protocol/sound";
import { mailboxKey } from "#redis/keys";
import { describeMailbox } from "#testing/contracts/mailbox-contract";
import { signIn } from "#testing/people/person";
import { chunkSaying } from "#testing/scripted/sound";
import { numbersIn, range } from "#testing/stack/expect-complete";
import { onceAWorkerServes } from "#testing/stack/once-a-worker-serves";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1 });
const { url } = fixture;

let socket: RawSocket;
let sessionId: string;
let take: number;

/** Each test of the block speaks in a session of its own. */
function speakBeforeEach(): void {
  beforeEach(async () => {
    socket = await RawSocket.connect(url(), (await signIn(url())).token);
    ({ sessionId, take } = await socket.speakInNew());
  });
  afterEach(() => socket.close());
}

/** Says w<n> in chunk n. */
const send = (n: number, sound = chunkSaying(n)) => socket.ask("chunk", { take, n, sound });
const refusal = (kind: string) => ({ ok: false, refusal: { kind } });
const expected = (n: number) => ({ ok: false, refusal: { kind: "expected", expected: n } });

/** Stops the session after chunk `last`. @returns its words */
async function transcript(last: number): Promise<number[]> {
  expect(await socket.ask("stop", { sessionId, after: { take, n: last + 1 } })).toMatchObject({ ok: true });
  return numbersIn(await socket.readEnded(sessionId));
}

describeMailbox("the gateway", async () => {
  const own = await RawSocket.connect(url(), (await signIn(url())).token);
  const wish = { sourceLang: "en-US", targetLangs: ["es"] };
  const started = await onceAWorkerServes(() => own.ask("session:start", wish));
  return {
    sessionId: String(started.sessionId),
    ask: (event, request) => own.ask(event, request),
    close: () => own.close(),
  };
});

describe("chunks of an own take", () => {
  speakBeforeEach();

  test("in order are accepted with credit and recognised", async () => {
    for (const n of range(1, 5)) expect(await send(n)).toMatchObject({ ok: true, credit: expect.any(Number) });
    expect(await transcript(5)).toEqual(range(1, 5));
  });

  test("that are sent twice are accepted twice and recognised once", async () => {
    for (const n of [1, 1, 2, 3, 2, 1, 4, 5, 5]) expect(await send(n)).toMatchObject({ ok: true });
    expect(await transcript(5)).toEqual(range(1, 5));
  });

  test("that are sent twice with different sound count as the first one", async () => {
    expect(await send(1)).toMatchObject({ ok: true });
    expect(await send(1, chunkSaying(99))).toMatchObject({ ok: true });
    expect(await transcript(1)).toEqual([1]);
  });

  test("that are sent at once and out of order are accepted or refused, and recognised in order", async () => {
    const answers = await Promise.all([send(1), send(4), send(3), send(2), send(3)]);
    const kinds = answers.map(({ ok, refusal }) => (ok ? "ok" : refusal?.kind));
    expect(["ok", "expected"]).toEqual(expect.arrayContaining(kinds));
    for (const n of range(1, 5)) expect(await send(n)).toMatchObject({ ok: true });
    expect(await transcript(5)).toEqual(range(1, 5));
  });

  test("that are reported lost are a gap between the words before and after", async () => {
    expect(await send(1)).toMatchObject({ ok: true });
    expect(await socket.ask("lost", { take, from: 2, to: 10 })).toMatchObject({ ok: true });
    expect(await send(2)).toMatchObject({ ok: true });
    expect(await send(11)).toMatchObject({ ok: true });
    expect(await socket.ask("lost", { take, from: 5, to: 20 })).toMatchObject(expected(12));
    expect(await socket.ask("stop", { sessionId, after: { take, n: 12 } })).toMatchObject({ ok: true });
    // w1, the gap, w11
    expect(numbersIn(await socket.readEnded(sessionId))).toEqual([1, 11]);
  });
});

describe("chunks of the wrong size", () => {
  speakBeforeEach();

  test.each([0, 1, 2, CHUNK_BYTES - 2, CHUNK_BYTES - 1, CHUNK_BYTES + 1, CHUNK_BYTES * 2])(
    "%i bytes are refused",
    async (bytes) => {
      expect(await send(1, new Uint8Array(bytes))).toMatchObject(refusal("invalid"));
      expect(await fixture.stack.redis.xlen(mailboxKey(sessionId))).toBe(0);
    },
  );

  test("larger than the largest message close the connection and leave no entry", async () => {
    const closed = new Promise<string>((resolve) => socket.socket.once("disconnect", (reason) => resolve(reason)));
    socket.socket.emit("chunk", { take, n: 1, sound: new Uint8Array(100_000) });
    expect(await closed).toBe("transport close");
    expect(await fixture.stack.redis.xlen(mailboxKey(sessionId))).toBe(0);
    expect((await fetch(`${url()}/healthz`)).status).toBe(200);
  });
});

describe("chunks of another take", () => {
  speakBeforeEach();

  test("in another person's session are refused, as are speaking in it and stopping it", async () => {
    const stranger = await RawSocket.connect(url(), (await signIn(url())).token);
    for (const request of [{ sessionId }, { sessionId, take }]) {
      expect(await stranger.ask("speak", request)).toMatchObject(refusal("not-found"));
    }
    expect(await stranger.ask("chunk", { take, n: 1, sound: chunkSaying(66) })).toMatchObject(refusal("not-speaking"));
    expect(await stranger.ask("stop", { sessionId, after: { take, n: 1 } })).toMatchObject(refusal("not-found"));
    stranger.close();
    expect(await send(1)).toMatchObject({ ok: true });
    expect(await transcript(1)).toEqual([1]);
  });

  test("that is superseded are refused", async () => {
    expect(await send(1)).toMatchObject({ ok: true });
    const answer = await socket.ask("speak", { sessionId });
    const superseded = { ok: false, refusal: { kind: "superseded", arrived: 1 } };
    expect(await socket.ask("speak", { sessionId, take })).toMatchObject(superseded);
    expect(await send(2)).toMatchObject(refusal("not-speaking"));
    take = Number(answer.take);
    expect(await send(1, chunkSaying(2))).toMatchObject({ ok: true });
    expect(await transcript(1)).toEqual([1, 2]);
  });

  test("are left sound of a page that lost its turn: they wait while another page speaks or pauses", async () => {
    const person = await signIn(url());
    const speaker = await RawSocket.connect(url(), person.token);
    const own = await speaker.speakInNew();
    const page = await RawSocket.connect(url(), person.token);
    const left = { sessionId: own.sessionId, isPaused: true, isLeft: true };
    expect(await page.ask("speak", left)).toMatchObject(refusal("occupied"));
    await speaker.ask("pause", { isPaused: true });
    expect(await page.ask("speak", left)).toMatchObject(refusal("occupied"));
    // It has not taken the turn from the page that speaks.
    expect(await speaker.ask("chunk", { take: own.take, n: 1, sound: chunkSaying(1) })).toMatchObject({ ok: true });
    // The page that speaks may send what its own earlier page left.
    expect(await speaker.ask("speak", left)).toMatchObject({ ok: true });
    speaker.close();
    page.close();
  });

  test("and new chunks after `stop` are refused; chunks from before `stop` are known", async () => {
    expect(await send(1)).toMatchObject({ ok: true });
    expect(await transcript(1)).toEqual([1]);
    expect(await send(3)).toMatchObject(refusal("over"));
    expect(await socket.ask("lost", { take, from: 3, to: 4 })).toMatchObject(refusal("over"));
    expect(await send(1)).toMatchObject({ ok: true });
    expect(await socket.ask("speak", { sessionId })).toMatchObject(refusal("over"));
    expect(await socket.ask("stop", { sessionId, after: { take, n: 2 } })).toMatchObject({ ok: true });
  });
});
