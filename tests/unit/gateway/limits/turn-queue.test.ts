import { expect, test } from "vitest";
import type { Identity } from "#access/identity";
import { TurnQueue } from "#gateway/limits/turn-queue";

const user = (id: string) => ({ kind: "user", user: { id, isAnonymous: true, authSessionId: id } }) as Identity;
const READER = { kind: "reader", isUnlocked: true } as Identity;

/** Requests that end when the test says so. */
function requests() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const task = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.push(() => resolve(name)));
  };
  const end = async () => {
    ends.shift()?.();
    await new Promise(setImmediate);
  };
  return { begun, task, end };
}

test("four requests of a socket run at a time, 64 wait in order, and more are refused", async () => {
  const { begun, task, end } = requests();
  const socket = new TurnQueue().of(user("me"), "address");
  const taken = Array.from({ length: 69 }, (_, at) => socket.take(task(String(at))));
  expect(begun).toEqual(["0", "1", "2", "3"]);
  expect(taken.map((one) => one === null)).toEqual([...Array(68).fill(false), true]);
  for (let ended = 0; ended < 68; ended += 1) await end();
  expect(begun).toEqual(Array.from({ length: 68 }, (_, at) => String(at)));
  expect(await Promise.all(taken)).toEqual([...begun, null]);
});

test("chunks begin in order without waiting for other requests, and a stop waits for the chunks before it", async () => {
  const { begun, task, end } = requests();
  const socket = new TurnQueue().of(user("me"), "address");
  for (let n = 0; n < 4; n += 1) void socket.take(task("link:read"));
  for (let n = 0; n < 20; n += 1) void socket.takeSound(task(`chunk ${n}`));
  void socket.takeAfterSound(task("stop"));
  const sound = () => begun.filter((name) => name.startsWith("chunk"));
  expect(sound()).toHaveLength(16);
  for (let ended = 0; ended < 12; ended += 1) await end();
  expect(sound()).toEqual(Array.from({ length: 20 }, (_, n) => `chunk ${n}`));
  await end();
  expect(begun.at(-1)).toBe("stop");
});

test("chunks beyond the credit of one answer are refused", () => {
  const { task } = requests();
  const socket = new TurnQueue().of(user("me"), "address");
  const taken = Array.from({ length: 16 + 640 + 1 }, () => socket.takeSound(task("chunk")));
  expect(taken.indexOf(null)).toBe(16 + 640);
});

test("a person's sockets run four requests together, an address's people eight; other addresses and readers do not wait", async () => {
  const { begun, task, end } = requests();
  const turns = new TurnQueue();
  const ask = (id: string, address: string) => turns.of(user(id), address).take(task(id));
  for (let n = 0; n < 10; n += 1) void ask("one", "here");
  expect(begun).toHaveLength(4);
  for (let n = 0; n < 10; n += 1) void ask(`of many ${n}`, "here");
  expect(begun).toHaveLength(8);
  void ask("elsewhere", "there");
  expect(begun.at(-1)).toBe("elsewhere");
  void turns.of(READER, "here").take(task("reader"));
  expect(begun.at(-1)).toBe("reader");
  for (let ended = 0; ended < 22; ended += 1) await end();
  expect(begun).toHaveLength(22);
});

test("one person's waiting requests are limited over all sockets, and those of closed sockets do not run", async () => {
  const { begun, task, end } = requests();
  const turns = new TurnQueue();
  const sockets = Array.from({ length: 4 }, () => turns.of(user("me"), "address"));
  const taken = sockets.flatMap((socket) => Array.from({ length: 60 }, () => socket.take(task("session:join"))));
  expect(taken.filter((one) => one !== null)).toHaveLength(4 + 128);
  for (const socket of sockets) socket.close();
  for (let ended = 0; ended < 4; ended += 1) await end();
  expect(begun).toHaveLength(4);
  void turns.of(user("me"), "address").take(task("later"));
  expect(begun.at(-1)).toBe("later");
});

test("a socket with few requests is served between the requests of one with many", async () => {
  const { begun, task, end } = requests();
  const turns = new TurnQueue();
  const [many, few] = [turns.of(user("me"), "address"), turns.of(user("me"), "address")];
  for (let n = 0; n < 40; n += 1) void many.take(task("many"));
  void few.take(task("few"));
  await end();
  await end();
  expect(begun.at(5)).toBe("few");
});

test("a closed socket's waiting requests are dropped, except for its chunks and its stop", async () => {
  const { begun, task, end } = requests();
  const socket = new TurnQueue().of(user("me"), "address");
  for (let n = 0; n < 10; n += 1) void socket.take(task("session:join"));
  for (let n = 0; n < 20; n += 1) void socket.takeSound(task("chunk"));
  void socket.takeAfterSound(task("stop"));
  socket.close();
  for (let ended = 0; ended < 30; ended += 1) await end();
  const count = (name: string) => begun.filter((one) => one === name).length;
  expect([count("session:join"), count("chunk"), count("stop")]).toEqual([4, 20, 1]);
});

test("eight handshakes of an address run at a time, and those of another address do not wait", async () => {
  const { begun, task } = requests();
  const turns = new TurnQueue();
  const shake = (address: string) => turns.takeHandshake(address, async () => void (await task(address)()));
  for (let n = 0; n < 20; n += 1) void shake("here");
  void shake("there");
  expect(begun).toEqual([...Array(8).fill("here"), "there"]);
});

test("no request begins while its socket is held, and a request that throws frees its turn", async () => {
  const { begun, task } = requests();
  const socket = new TurnQueue().of(user("me"), "address");
  let isHeld = true;
  socket.holdWhile(() => isHeld);
  void socket.take(task("one"));
  expect(begun).toEqual([]);
  isHeld = false;
  socket.beginWaiting();
  expect(begun).toEqual(["one"]);
  const fail = () => {
    throw new Error("failed");
  };
  for (let n = 0; n < 10; n += 1) await expect(socket.take(fail)).rejects.toThrow("failed");
});

test("two looks at recordings of an address run at a time, and eight in all", async () => {
  const { begun, task, end } = requests();
  const turns = new TurnQueue();
  for (const address of ["a", "b", "c", "d", "e"])
    for (let n = 1; n <= 3; n += 1) void turns.takeLook(address, task(`${address}${n}`));
  expect(begun).toEqual(["a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2"]);
  await end();
  expect(begun).toHaveLength(9);
});
