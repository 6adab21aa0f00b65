import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EVENT_IS_FOR, type EventName } from "#access/event-rights";
import { PROTOCOL_VERSION } from "#protocol/version";
import { socketEvents } from "#testing/entry-points";
import { eventually } from "#testing/eventually";
import { type Person, signIn } from "#testing/people/person";
import { chunkSaying } from "#testing/scripted/sound";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1 });
const { url } = fixture;

let person: Person;
beforeEach(async () => {
  person = await signIn(url());
});

/** @returns "in", or the error of the handshake */
async function handshake(options: Parameters<typeof RawSocket.open>[1]): Promise<string> {
  const opened = await RawSocket.open(url(), options);
  if (typeof opened === "string") return opened;
  opened.close();
  return "in";
}

describe("the handshake", () => {
  test("admits a page of the product by its cookie", async () => {
    expect(await handshake({ cookie: person.cookie, origin: url() })).toBe("in");
  });

  test("admits a client without an Origin by its bearer token", async () => {
    expect(await handshake({ token: person.token })).toBe("in");
  });

  test("refuses a page of another site, with a valid cookie or token", async () => {
    for (const origin of [
      "https://evil.example",
      "null",
      `${url()}.evil.example`,
      url().replace("127.0.0.1", "localhost"),
    ]) {
      expect(await handshake({ cookie: person.cookie, origin })).toBe("websocket error");
      expect(await handshake({ token: person.token, origin })).toBe("websocket error");
    }
  });

  test("refuses a cookie without an Origin", async () => {
    expect(await handshake({ cookie: person.cookie })).toBe("unauthenticated");
  });

  test("refuses a bearer token from a page", async () => {
    expect(await handshake({ token: person.token, origin: url() })).toBe("unauthenticated");
  });

  test("refuses a client without a token, and a forged token or cookie", async () => {
    const [value = "", signature = ""] = person.token.split(".");
    const forged = [undefined, "", "x", value, `${value}.`, `${value}.${signature.slice(1)}`, `x${person.token}`];
    for (const token of forged) expect(await handshake({ token })).toBe("unauthenticated");
    expect(await handshake({ origin: url(), cookie: "better-auth.session_token=x.y" })).toBe("unauthenticated");
  });

  test("of HTTP: a sign-in from a page of another site is refused", async () => {
    const headers = { origin: "https://evil.example", "content-type": "application/json" };
    const answer = await fetch(`${url()}/api/auth/sign-in/anonymous`, { method: "POST", headers, body: "{}" });
    expect(answer.status).toBe(403);
  });
});

describe("the protocol version of a page", () => {
  const open = async (version?: number) => {
    const { token } = person;
    return RawSocket.open(url(), { token, ...(version !== undefined && { version }) });
  };
  /** The messages that a socket received before the answer to a request. */
  const toldTo = async (socket: RawSocket | string) => {
    if (typeof socket === "string") return socket;
    expect(await socket.ask("admin:overview", { sessions: 1 })).toMatchObject({ ok: false });
    socket.close();
    return socket.told;
  };

  test("if earlier, admits the page, so that it sends its sound, and tells it to reload", async () => {
    expect(await toldTo(await open(PROTOCOL_VERSION - 1))).toEqual(["outdated"]);
  });

  test("if present or missing, admits the client without a message", async () => {
    expect(await toldTo(await open(PROTOCOL_VERSION))).toEqual([]);
    expect(await toldTo(await open())).toEqual([]);
  });

  test("if later, refuses the page as unavailable, so that it tries another gateway", async () => {
    expect(await toldTo(await open(PROTOCOL_VERSION + 1))).toBe("unavailable");
  });
});

test("messages that a page reports as unreadable are counted; malformed reports are not", async () => {
  const socket = await RawSocket.connect(url(), person.token);
  const counted = async () => {
    const metrics = await (await fetch(`${url()}/metrics`)).text();
    return metrics.split("\n").filter((line) => line.startsWith("interline_unreadable_messages_total{"));
  };
  for (const report of [
    null,
    { event: "words", count: 1 },
    { event: "draft", count: 1e9 },
    { event: "draft", count: 3 },
  ])
    socket.socket.emit("unreadable", report);
  await eventually("the report is counted", async () => (await counted()).length > 0);
  expect(await counted()).toEqual(['interline_unreadable_messages_total{event="draft"} 3']);
  socket.close();
});

describe("every event", () => {
  let owner: RawSocket;
  let stranger: RawSocket;
  let sessionId: string;
  let take: number;
  beforeEach(async () => {
    owner = await RawSocket.connect(url(), person.token);
    stranger = await RawSocket.connect(url(), (await signIn(url())).token);
    ({ sessionId, take } = await owner.speakInNew());
  });
  afterEach(() => {
    for (const socket of [owner, stranger]) socket.close();
  });

  test("of another user's session is refused like one of an unknown session, and changes nothing", async () => {
    const unknown = "A".repeat(22);
    for (const id of [sessionId, unknown]) {
      for (const [event, request] of [
        ["session:join", { sessionId: id, since: 0 }],
        ["speak", { sessionId: id }],
        ["speak", { sessionId: id, take }],
        ["stop", { sessionId: id }],
        ["stop", { sessionId: id, after: { take, n: 1 } }],
        ["session:delete", { sessionId: id }],
        ["segment:correct", { sessionId: id, seq: 1, expected: 1, text: "mine" }],
        ["segment:earlier-texts", { sessionId: id, seq: 1 }],
      ] as const) {
        expect(await stranger.ask(event, request)).toEqual({ ok: false, refusal: { kind: "not-found" } });
      }
    }
    expect(await owner.ask("chunk", { take, n: 1, sound: chunkSaying(1) })).toMatchObject({ ok: true });
    expect(await owner.ask("session:join", { sessionId, since: 0 })).toMatchObject({
      changes: { session: { state: "live" } },
    });
  });

  test("of another user's session is refused, and the user receives no message of that session", async () => {
    await stranger.ask("session:join", { sessionId, since: 0 });
    const heard: string[] = [];
    stranger.socket.onAny((event: string) => heard.push(event));
    for (const n of [1, 2, 3, 4, 5]) await owner.ask("chunk", { take, n, sound: chunkSaying(n) });
    await owner.read(sessionId, 1);
    expect(heard).toEqual([]);
    // Messages of the stranger's own session arrive: the empty list above proves something.
    const own = await stranger.speakInNew();
    await stranger.ask("session:join", { sessionId: own.sessionId, since: 0 });
    await stranger.ask("chunk", { take: own.take, n: 1, sound: chunkSaying(1) });
    await stranger.ask("stop", { sessionId: own.sessionId, after: { take: own.take, n: 2 } });
    await eventually("its translation arrives", () => heard.includes("translation"));
  });

  test("with a malformed payload is acknowledged as `invalid`, and the process continues", async () => {
    const hostile = fc.oneof(
      fc.anything({ withNullPrototype: false, withBigInt: false }).map(throughJson),
      fc.record({ sessionId: fc.anything().map(throughJson), take: fc.anything().map(throughJson) }),
      fc.record({ take: fc.integer(), n: fc.double(), sound: fc.uint8Array({ maxLength: 100 }) }),
      fc.record({ take: fc.constant(take), n: fc.constant(1), sound: fc.oneof(fc.string(), fc.array(fc.integer())) }),
      fc.record({
        sessionId: fc.constant(sessionId),
        [fc.sample(fc.string(), 1)[0] ?? "x"]: fc.constant(1),
        since: fc.constant(-1),
      }),
      fc.constantFrom("__proto__", { __proto__: null }, { constructor: {} }, [], null, true, Number.MAX_SAFE_INTEGER),
    );
    const names = socketEvents().answered.filter((name) => EVENT_IS_FOR[name as EventName] === "user");
    const events = fc.constantFrom(...names);
    await fc.assert(
      fc.asyncProperty(events, hostile, async (event, payload) => {
        expect(await owner.ask(event, payload)).toMatchObject({ ok: false, refusal: { kind: "invalid" } });
      }),
      { numRuns: 500 },
    );
    // Without a payload, without a callback, and with both in the wrong place.
    for (const event of socketEvents().answered) {
      owner.socket.emit(event);
      owner.socket.emit(event, {});
      owner.socket.emit(event, "x", "y", 1, {});
    }
    owner.socket.emit("no-such-event", {});
    expect(await owner.ask("chunk", { take, n: 1, sound: chunkSaying(1) })).toMatchObject({ ok: true });
    expect(fixture.stack.web[0]?.child.isRunning).toBe(true);
  });
});

/** The value as a socket can carry it. */
function throughJson(value: unknown): unknown {
  const json = JSON.stringify(value);
  return json === undefined ? null : JSON.parse(json);
}
