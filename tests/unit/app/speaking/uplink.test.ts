import { beforeEach, describe, expect, test } from "vitest";
import type { Outgoing } from "#app/speaking/outgoing";
import { Uplink } from "#app/speaking/uplink";
import { CHUNK_BYTES } from "#protocol/sound";
import { StandInConnection } from "#testing/connection/stand-in-connection";
import { eventually } from "#testing/eventually";

const chunk = (n: number): Outgoing => ({ kind: "chunk", n, sound: new Uint8Array(CHUNK_BYTES).fill(n) });
const lost: Outgoing = { kind: "lost", range: { from: 2, to: 3 } };

/** The browser's encoder: a chunk becomes its first byte, when the test lets it. */
class StandInEncoder {
  isHeld = false;
  fails = false;
  readonly befores: (number | undefined)[] = [];
  #waiting: (() => void)[] = [];

  async encode(sound: Uint8Array, before?: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    this.befores.push(before?.[0]);
    if (this.isHeld) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.fails) throw new Error("the encoder is closed");
    return new Uint8Array([sound[0] ?? 0]);
  }
  get waiting(): number {
    return this.#waiting.length;
  }
  release(): void {
    this.isHeld = false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
  close(): void {}
}

let connection: StandInConnection;
let encoder: StandInEncoder;

beforeEach(() => {
  connection = new StandInConnection();
  encoder = new StandInEncoder();
});

/** An uplink whose encoder is loaded. */
async function begun(answer: { opus?: boolean } = { opus: true }): Promise<Uplink> {
  const loaded = Promise.resolve(encoder);
  const uplink = new Uplink(connection, () => loaded);
  await new Promise(setImmediate);
  uplink.begin(answer);
  return uplink;
}

/** What was sent: `o1` is chunk 1 in Opus, `p1` as PCM, `l2` a loss from chunk 2 on. */
function sent(): string[] {
  return connection.asked.map(({ event, request }) => {
    const { n, from, opus, sound } = request as { n?: number; from?: number; opus?: Uint8Array; sound?: Uint8Array };
    if (event === "lost") return `l${from}`;
    return opus ? `o${opus[0]}` : `p${sound?.[0] === n ? n : "?"}`;
  });
}

const areSent = (...expected: string[]) =>
  eventually(`${expected} are sent`, () => sent().length >= expected.length).then(() =>
    expect(sent()).toEqual(expected),
  );

describe("the sound of a page", () => {
  test("goes in Opus where the browser encodes it and the gateway takes it, each chunk with the one before", async () => {
    const uplink = await begun();
    void uplink.ask(1, chunk(1), undefined);
    void uplink.ask(1, chunk(2), new Uint8Array([1]));
    await areSent("o1", "o2");
    expect(encoder.befores).toEqual([undefined, 1]);
  });

  test("goes as PCM at once where the gateway is of an earlier version", async () => {
    const uplink = await begun({});
    void uplink.ask(1, chunk(1), undefined);
    expect(sent()).toEqual(["p1"]);
  });

  test("waits for the encoder, so that it does not change from PCM to Opus in the first words", async () => {
    let load: (loaded: StandInEncoder) => void = () => {};
    const opening = new Promise<StandInEncoder>((resolve) => {
      load = resolve;
    });
    const uplink = new Uplink(connection, () => opening);
    uplink.begin({ opus: true });
    void uplink.ask(1, chunk(1), undefined);
    void uplink.ask(1, lost, undefined);
    await new Promise(setImmediate);
    expect(sent()).toEqual([]);
    load(encoder);
    await areSent("o1", "l2");
  });

  test("goes as PCM where the encoder cannot be loaded", async () => {
    const uplink = new Uplink(connection, () => Promise.reject(new Error("the network is down")));
    uplink.begin({ opus: true });
    void uplink.ask(1, chunk(1), undefined);
    await areSent("p1");
  });

  test("keeps its order while the encoder is slow, with what is lost in between", async () => {
    const uplink = await begun();
    encoder.isHeld = true;
    void uplink.ask(1, chunk(1), undefined);
    void uplink.ask(1, lost, undefined);
    void uplink.ask(1, chunk(4), undefined);
    await eventually("it encodes", () => encoder.waiting === 1);
    expect(sent()).toEqual([]);
    encoder.release();
    await areSent("o1", "l2", "o4");
  });

  test("goes on as PCM, in order, once the encoder fails", async () => {
    const uplink = await begun();
    encoder.fails = true;
    for (const n of [1, 2, 3]) void uplink.ask(1, chunk(n), undefined);
    await areSent("p1", "p2", "p3");
    uplink.begin({ opus: true });
    void uplink.ask(1, chunk(4), undefined);
    expect(sent().at(-1)).toBe("p4");
  });

  test("goes as PCM after the gateway has refused it, which is the cause of every refusal of that connection", async () => {
    const uplink = await begun();
    for (const n of [1, 2]) void uplink.ask(1, chunk(n), undefined);
    await areSent("o1", "o2");
    expect([uplink.giveUpOpus(), uplink.giveUpOpus()]).toEqual([true, true]);
    uplink.begin({ opus: true });
    expect(uplink.giveUpOpus()).toBe(false);
    void uplink.ask(1, chunk(1), undefined);
    expect(sent().at(-1)).toBe("p1");
  });

  test("that was being encoded when the connection broke is not sent over the next one", async () => {
    const uplink = await begun();
    encoder.isHeld = true;
    const answer = uplink.ask(1, chunk(1), undefined);
    await eventually("it encodes", () => encoder.waiting === 1);
    connection.become("offline");
    encoder.release();
    expect(await answer).toBeNull();
    expect(sent()).toEqual([]);
  });
});
