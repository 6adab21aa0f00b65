import { beforeAll, describe, expect, test } from "vitest";
import { keep } from "../support/account";
import { signIn } from "../support/person";
import { RawSocket } from "../support/raw-socket";
import { share } from "../support/reader";
import { chunkSaying } from "../support/scripted/sound";
import { openStage } from "../support/stage";

/** The first web process has ACCESS=open, the second ACCESS=accounts. */
const stage = openStage({ web: 1, workers: 1 });
const PASSWORD = "correct horse battery";
const WISH = { sourceLang: "en-US", targetLangs: ["es"] };
const lacking = (what: string) => ({ ok: false, refusal: { kind: "not-admitted", lacking: what } });

let open: string;
let accounts: string;

beforeAll(async () => {
  const url = ({ port }: { port: number }) => `http://127.0.0.1:${port}`;
  const [first] = stage.stack.web;
  if (!first) throw new Error("no web process runs");
  open = url(first);
  accounts = url(await stage.stack.addWeb({ ACCESS: "accounts" }));
});

describe("ACCESS=accounts", () => {
  test("refuses anonymous people everything that makes the engines work, and leaves them what is theirs", async () => {
    const person = await signIn(open);
    const before = await RawSocket.connect(open, person.token);
    const { sessionId, take } = await before.speakInNew();
    await before.ask("chunk", { take, n: 1, sound: chunkSaying(1) });
    await before.read(sessionId, 1);
    const link = await share(before, sessionId);

    const socket = await RawSocket.connect(accounts, person.token);
    const line = { sessionId, seq: 1, expected: 0 };
    const asked: [string, object][] = [
      ["start", WISH],
      ["start", { ...WISH, wait: true }],
      ["speak", { sessionId }],
      ["speak", { sessionId, take }],
      ["speakIn", { sessionId, lang: "en-US" }],
      ["translateInto", { sessionId, targetLangs: ["es", "ca"] }],
      ["translateDrafts", { sessionId, isOn: true }],
      ["correct", { ...line, text: "x" }],
      ["correct", { ...line, text: "x", lang: "es" }],
      ["split", { ...line, at: 1 }],
      ["merge", { ...line, next: { seq: 2, expected: 0 } }],
    ];
    for (const [event, request] of asked)
      expect([event, await socket.ask(event, request)]).toEqual([event, lacking("account")]);

    const reader = await RawSocket.read(accounts, { link: link.token });
    expect(await reader.ask("read", { wanted: ["es"], since: 0 })).toMatchObject({ ok: true });
    expect(await socket.ask("join", { sessionId, since: 0 })).toMatchObject({ ok: true });
    expect(await socket.ask("stop", { sessionId })).toMatchObject({ ok: true });
    await before.readEnded(sessionId);
    expect(await socket.ask("delete", { sessionId })).toMatchObject({ ok: true });
    for (const one of [before, socket, reader]) one.close();
  });

  test("lets people with an account start, and an anonymous person as soon as there is one", async () => {
    const person = await signIn(accounts);
    const anonymous = await RawSocket.connect(accounts, person.token);
    expect(await anonymous.ask("start", WISH)).toEqual(lacking("account"));
    await keep(accounts, person, "anna@example.test", PASSWORD);
    const socket = await RawSocket.connect(accounts, person.token);
    expect(await socket.ask("start", WISH)).toMatchObject({ ok: true });
    for (const one of [anonymous, socket]) one.close();
  });
});

test("ACCESS=open lets an anonymous person start", async () => {
  const socket = await RawSocket.connect(open, (await signIn(open)).token);
  expect(await socket.ask("start", WISH)).toMatchObject({ ok: true });
  socket.close();
});
