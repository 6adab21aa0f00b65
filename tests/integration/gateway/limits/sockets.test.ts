import { Manager } from "socket.io-client";
import { expect, test } from "vitest";
import type { Changes } from "#protocol/transcript";
import { eventually } from "#testing/eventually";
import { signIn } from "#testing/people/person";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1 });
const { url } = fixture;

type Dialled = Manager["engine"];

/** A connection that sends nothing by itself. */
async function dial(): Promise<Dialled> {
  const manager = new Manager(url(), { transports: ["websocket"], reconnection: false, autoConnect: false });
  await new Promise<void>((resolve, reject) => manager.open((error) => (error ? reject(error) : resolve())));
  return manager.engine;
}
const openOf = (dialled: Dialled[]) => dialled.filter(({ readyState }) => readyState === "open").length;

test("some of 500 joins at once are answered and the rest refused, and another person's request is answered", async () => {
  const [mine, theirs] = [await signIn(url()), await signIn(url())];
  const [socket, other] = [await RawSocket.connect(url(), mine.token), await RawSocket.connect(url(), theirs.token)];
  const { sessionId } = await socket.speakInNew();
  const kinds = new Set<string>();
  const join = async () => {
    const { ok, refusal } = await socket.ask("session:join", { sessionId, since: 0 });
    kinds.add(ok ? "ok" : String(refusal?.kind));
  };
  const asked = Promise.all(Array.from({ length: 500 }, join));
  expect(await other.ask("session:start", { sourceLang: "en-US", targetLangs: ["es"] })).toMatchObject({ ok: true });
  await asked;
  expect([...kinds].toSorted()).toEqual(["ok", "too-many"]);
  for (const one of [socket, other]) one.close();
});

test("a client that reads no answers takes little memory, and is disconnected", async () => {
  const { token } = await signIn(url());
  const first = await RawSocket.connect(url(), token);
  const { sessionId } = await first.speakInNew();
  await fixture.stack.database.query(
    `INSERT INTO segment (session_id, seq, text, lang, start_ms, end_ms, epoch, rev)
      SELECT $1, seq, repeat('said here ', 30), 'en-US', 0, 900, 1, 0 FROM generate_series(1000, 3000) seq`,
    [sessionId],
  );
  await fixture.stack.database.query("UPDATE segment SET rev = 1 WHERE session_id = $1 AND seq >= 1000", [sessionId]);
  const socket = await dial();
  const connected = new Promise((resolve) =>
    socket.on("message", (data) => String(data).startsWith("0") && resolve(null)),
  );
  socket.send(`0${JSON.stringify({ token })}`);
  await connected;
  (socket.transport as unknown as { ws: { pause(): void } }).ws.pause();
  const before = await measure("process_resident_memory_bytes");
  const connections = await measure("interline_sockets");
  for (let n = 0; n < 3_000; n += 1) socket.write(`2${n}["session:join",${JSON.stringify({ sessionId, since: 0 })}]`);
  const memory: number[] = [];
  await eventually("its socket has ended", async () => {
    memory.push(await measure("process_resident_memory_bytes"));
    return (await measure("interline_sockets")) < connections;
  });
  expect(Math.max(...memory) - before).toBeLessThan(200_000_000);
  socket.close();
  first.close();
});

test("a client that asks for the rest of a long session at once gets larger answers, and every line", async () => {
  const { token } = await signIn(url());
  const socket = await RawSocket.connect(url(), token);
  const { sessionId } = await socket.speakInNew([]);
  await fixture.stack.database.query(
    `INSERT INTO segment (session_id, seq, text, lang, start_ms, end_ms, epoch, rev)
      SELECT $1, seq, repeat('said here ', 30), 'en-US', 0, 900, 1, seq FROM generate_series(1000, 3999) seq`,
    [sessionId],
  );
  await fixture.stack.database.query("UPDATE session SET rev = 4000 WHERE id = $1", [sessionId]);
  const counts: number[] = [];
  for (let since = 999, more = true; more; ) {
    const { changes } = (await socket.ask("session:join", { sessionId, since })) as unknown as { changes: Changes };
    counts.push(changes.segments.length);
    since = changes.rev;
    more = changes.more === true;
  }
  const [first = 0, second] = counts;
  expect(second).toBeGreaterThan(first);
  expect(counts.reduce((sum, count) => sum + count)).toBe(3_000);
  socket.close();
});

/** A metric of the web process. */
async function measure(name: string): Promise<number> {
  const text = await (await fetch(`${url()}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1]);
}

test("an address has at most 500 unauthenticated connections, and all of them are closed, also refused and signed-out ones", async () => {
  const [refused, left] = [await dial(), await dial()];
  refused.write("0{}");
  left.write(`0${JSON.stringify({ token: (await signIn(url())).token })}`);
  left.write("1");
  const silent = await Promise.all(Array.from({ length: 600 }, dial));
  await eventually("the connections above the limit are closed", () => openOf(silent) <= 500);
  await eventually("all connections are closed", () => openOf([...silent, refused, left]) === 0);
});
