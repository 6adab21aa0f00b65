import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GRACED_KEY, HOLDERS_KEY, RESERVED_KEY, takeKey, WAITERS_KEY } from "#redis/keys";
import { releaseReservation, reserveForSound, reserveToBegin } from "#redis/reservations";
import { announceWorker, withdrawWorker } from "#redis/workers";
import { eventually } from "#testing/eventually";
import { signIn } from "#testing/people/person";
import { chunkSaying } from "#testing/scripted/sound";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1, env: { RECOGNISERS: "2" } });
const { url } = fixture;
const FREE = { kind: "free" };
const waitingAt = (place: number) => ({ kind: "waiting", place });

describe("two recognisers", () => {
  const redis = () => fixture.stack.redis;
  const wish = (person: string, session: string, addressHash = "one") => ({
    ...{ sessionId: `${person}${session}`, language: "xx-XX", addressHash },
    user: { id: person, isAnonymous: true },
  });
  const begin = (...of: Parameters<typeof wish>) => reserveToBegin(redis(), wish(...of), "session");
  const say = (...of: Parameters<typeof wish>) => reserveForSound(redis(), wish(...of));
  /** Lets reservations without sound expire. */
  const lapse = async (...sessions: string[]) => {
    for (const session of sessions) await redis().zadd(RESERVED_KEY, "1", session);
  };

  beforeEach(async () => {
    await redis().del(RESERVED_KEY, HOLDERS_KEY, WAITERS_KEY, GRACED_KEY);
    const offer = { id: "w", engine: "e", translator: "t", languages: ["xx-XX"], capacity: 2, serving: 0 };
    await announceWorker(redis(), offer, []);
  });
  afterEach(() => withdrawWorker(redis(), "w"));

  test("are given up by a recording when a speaker waits, and a recording waits behind all speakers", async () => {
    const transcribe = (...of: Parameters<typeof wish>) =>
      reserveForSound(redis(), { ...wish(...of), isRecording: true });
    expect([await transcribe("a", "1"), await transcribe("a", "2"), await transcribe("c", "1")]).toEqual([
      ...[FREE, FREE],
      waitingAt(1),
    ]);
    // Another recording that waits takes none, also where its person has none.
    expect(await transcribe("a", "2")).toEqual(FREE);
    expect(await begin("b", "1")).toEqual(waitingAt(1));
    expect(await transcribe("c", "1")).toEqual(waitingAt(2));
    // One is given up for one speaker.
    expect(await transcribe("a", "1")).toEqual(waitingAt(2));
    expect(await transcribe("a", "2")).toEqual(FREE);
    expect(await begin("b", "1")).toEqual(FREE);
    expect(await transcribe("c", "1")).toEqual(waitingAt(1));
    await releaseReservation(redis(), "b1");
    // The free one is for the recording that has waited longer.
    expect(await transcribe("a", "1")).toEqual(waitingAt(1));
    expect(await transcribe("c", "1")).toEqual(FREE);
  });

  test("are reserved once without sound: the second `speak` reserves nothing, and the person who waits gets the place", async () => {
    expect([await begin("a", "1"), await begin("a", "2")]).toEqual([FREE, FREE]);
    expect(await begin("b", "1")).toEqual(waitingAt(1));
    const end = await redis().zscore(RESERVED_KEY, "a1");
    expect(await begin("a", "1")).toEqual(FREE);
    expect(await redis().zscore(RESERVED_KEY, "a1")).toBe(end);
    await lapse("a1", "a2");
    expect(await begin("a", "1")).toEqual(FREE);
    expect(await redis().zrange(RESERVED_KEY, "0", "-1")).toEqual([]);
    expect(await begin("b", "1")).toEqual(FREE);
    expect(await redis().zrange(RESERVED_KEY, "0", "-1")).toEqual(["b1"]);
  });

  test("is the limit of one person's sessions without sound, also where nine recognisers are free", async () => {
    const offer = { id: "w", engine: "e", translator: "t", languages: ["xx-XX"], capacity: 9, serving: 0 };
    await announceWorker(redis(), offer, []);
    for (let n = 1; n <= 9; n += 1) expect(await begin("a", String(n))).toEqual(FREE);
    expect(await redis().zcard(RESERVED_KEY)).toBe(2);
  });

  test("of one person become one when another person waits, and a person keeps their last one", async () => {
    expect([await say("a", "1"), await say("a", "2")]).toEqual([FREE, FREE]);
    expect(await begin("b", "1")).toEqual(waitingAt(1));
    expect(await say("a", "1")).toEqual(FREE);
    expect(await say("a", "2")).toEqual(waitingAt(1));
    expect(await begin("b", "1")).toEqual(FREE);
    expect(await begin("c", "1")).toEqual(waitingAt(1));
    expect([await say("a", "1"), await say("b", "1")]).toEqual([FREE, FREE]);
  });

  test("are both for one person if no other person waits", async () => {
    for (let n = 1; n <= 3; n += 1) await say("a", "1");
    expect([await say("a", "2"), await say("a", "1"), await say("a", "2")]).toEqual([FREE, FREE, FREE]);
  });

  test("are shared between addresses: people of one address hold no more than its share while another address waits", async () => {
    expect([await say("a", "1"), await say("b", "1")]).toEqual([FREE, FREE]);
    expect(await begin("c", "1")).toEqual(waitingAt(1));
    expect(await begin("d", "1", "another")).toEqual(waitingAt(1));
    expect([await say("a", "1"), await say("b", "1")]).toEqual([FREE, waitingAt(2)]);
    expect(await begin("c", "1")).toEqual(waitingAt(1));
    expect(await begin("d", "1", "another")).toEqual(FREE);
  });

  test("go to the person who has waited longest, and a person who leaves gives up their place", async () => {
    expect([await say("a", "1"), await say("b", "1")]).toEqual([FREE, FREE]);
    for (const [at, person] of ["c", "d", "e"].entries()) expect(await begin(person, "1")).toEqual(waitingAt(at + 1));
    await releaseReservation(redis(), "d1");
    expect(await begin("e", "1")).toEqual(waitingAt(2));
    await releaseReservation(redis(), "a1");
    expect(await begin("e", "1")).toEqual(waitingAt(1));
    expect(await begin("c", "1")).toEqual(FREE);
  });
});

test("a page that waits has its place, speaks once another session gives way, and leaves no reservation after its deletion", async () => {
  const { redis } = fixture.stack;
  await redis.del(RESERVED_KEY, HOLDERS_KEY, WAITERS_KEY, GRACED_KEY);
  const one = (await signIn(url())).token;
  const sockets = await Promise.all([one, one, (await signIn(url())).token].map((t) => RawSocket.connect(url(), t)));
  const [first, second, other] = sockets as [RawSocket, RawSocket, RawSocket];
  const speaking = [await first.speakInNew(), await second.speakInNew()] as const;
  const say = (socket: RawSocket, take: number, n: number) => socket.ask("chunk", { take, n, sound: chunkSaying(n) });
  expect(await say(first, speaking[0].take, 1)).toMatchObject({ ok: true });
  expect(await say(second, speaking[1].take, 1)).toMatchObject({ ok: true });

  const wish = { sourceLang: "en-US", targetLangs: ["es"] };
  const refused = { ok: false, refusal: { kind: "no-capacity", place: 1 } };
  expect(await other.ask("session:start", wish)).toEqual(refused);
  const { sessionId } = await other.ask("session:start", { ...wish, wait: true });
  expect(await other.ask("speak", { sessionId })).toMatchObject({ refusal: { kind: "no-capacity" } });
  let n = 1;
  await eventually("the second session of one person gives way", async () => {
    n += 1;
    const [kept, gaveWay] = [await say(first, speaking[0].take, n), await say(second, speaking[1].take, n)];
    expect(kept).toMatchObject({ ok: true });
    return gaveWay.refusal?.kind === "no-capacity";
  });
  const { take } = await eventually("the waiting page may speak", async () => {
    const answer = await other.ask("speak", { sessionId });
    return answer.ok && answer;
  });
  expect(await say(other, Number(take), 1)).toMatchObject({ ok: true });
  await second.ask("pause", { isPaused: true });
  await second.read(speaking[1].sessionId, 1);
  await other.ask("session:delete", { sessionId });
  for (const key of [HOLDERS_KEY, WAITERS_KEY]) expect(await redis.hexists(key, String(sessionId))).toBe(0);
  await first.ask("session:delete", { sessionId: speaking[0].sessionId });
  await second.ask("session:delete", { sessionId: speaking[1].sessionId });
  await eventually("no worker renews a reservation", async () => (await redis.zcard(RESERVED_KEY)) === 0);
  for (const socket of sockets) socket.close();
});

test("a session that waits for a recogniser is not ended after half an hour without sound", async () => {
  const { redis, database } = fixture.stack;
  await redis.del(RESERVED_KEY, HOLDERS_KEY, WAITERS_KEY, GRACED_KEY);
  const one = (await signIn(url())).token;
  const sockets = await Promise.all([one, one, (await signIn(url())).token].map((t) => RawSocket.connect(url(), t)));
  const [first, second, other] = sockets as [RawSocket, RawSocket, RawSocket];
  for (const socket of [first, second]) {
    const { take } = await socket.speakInNew();
    expect(await socket.ask("chunk", { take, n: 1, sound: chunkSaying(1) })).toMatchObject({ ok: true });
  }
  const { sessionId } = await other.ask("session:start", { sourceLang: "en-US", targetLangs: ["es"], wait: true });
  expect(await other.ask("speak", { sessionId })).toMatchObject({ refusal: { kind: "no-capacity" } });
  await redis.hset(takeKey(String(sessionId)), { at: Date.now() - 31 * 60_000 });
  await eventually("the sweeper has looked at it", async () => {
    const { rows } = await database.query("SELECT state FROM session WHERE id = $1", [sessionId]);
    expect(rows[0]?.state).toMatch(/^(live|waiting)$/);
    return rows[0]?.state === "waiting";
  });
  for (const socket of sockets) socket.close();
});
