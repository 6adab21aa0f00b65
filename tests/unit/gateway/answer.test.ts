import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Identity } from "#access/identity";
import type { Gateway, GatewaySocket } from "#gateway/context";
import { Allowance } from "#gateway/limits/allowance";
import { TurnQueue } from "#gateway/limits/turn-queue";
import { onUnlockLink } from "#gateway/links/unlock-link";
import { onChunk } from "#gateway/speaking/chunk";
import { onPause } from "#gateway/speaking/pause";
import { CHUNK_BYTES } from "#protocol/sound";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Handler = typeof onPause | typeof onChunk | typeof onUnlockLink;
type Answer = { readonly refusal: { readonly kind: string; readonly limit?: string } };

/** A socket that speaks in no session: its requests are refused before a look-up. */
function socketOf(kind: Identity["kind"]) {
  const identity = { kind, user: { id: "me" } } as unknown as Identity;
  const turns = new TurnQueue().of(identity, "address");
  const data = { identity, speaking: null, allowance: new Allowance(kind), turns };
  const socket = { data } as unknown as GatewaySocket;
  return async (handler: Handler, request: object): Promise<Answer["refusal"]> => {
    const answer = await new Promise((resolve) => void handler({} as Gateway, socket)(request, resolve));
    return (answer as Answer).refusal;
  };
}

test.each([
  ["user", 6_000],
  ["reader", 600],
] as const)("a %s's socket may send %i requests a minute, also invalid ones", async (kind, most) => {
  const [ask, other] = [socketOf(kind), socketOf(kind)];
  const event = kind === "user" ? onPause : onUnlockLink;
  for (let n = 1; n <= most; n += 1) expect(await ask(event, {})).toMatchObject({ kind: "invalid" });
  vi.advanceTimersByTime(59_000);
  expect(await ask(event, {})).toEqual({ kind: "too-many", limit: "requests", retryAfterSeconds: 1 });
  expect(await other(event, {})).toMatchObject({ kind: "invalid" });
  vi.advanceTimersByTime(1_000);
  expect(await ask(event, {})).toMatchObject({ kind: "invalid" });
});

test("chunks do not count against the limit of requests", async () => {
  const ask = socketOf("user");
  const sound = new Uint8Array(CHUNK_BYTES);
  for (let n = 1; n <= 7_000; n += 1)
    expect(await ask(onChunk, { take: 1, n, sound })).toEqual({ kind: "not-speaking" });
  expect(await ask(onPause, { isPaused: true })).toEqual({ kind: "not-speaking" });
});
