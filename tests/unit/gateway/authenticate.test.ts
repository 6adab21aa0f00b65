import { expect, test, vi } from "vitest";
import { authenticate } from "#gateway/authenticate";
import type { GatewaySocket } from "#gateway/context";
import { TurnQueue } from "#gateway/limits/turn-queue";
import type { WebEnv } from "#platform/env";
import { createLog } from "#platform/log";

test("an error during authentication refuses the socket as unavailable and is logged", async () => {
  const log = createLog("web", "silent");
  const logged = vi.spyOn(log, "error");
  const socket = { conn: { readyState: "open" }, handshake: { auth: { link: "token" }, query: {} }, request: {} };
  const env = { AUTH_SECRET: "secret", CONNECTIONS_PER_USER: 1 } as WebEnv;
  const next = vi.fn();
  // Reading the limits throws: they are not initialised in this process.
  await authenticate(env, () => "192.0.2.1", new TurnQueue(), log)(socket as unknown as GatewaySocket, next);
  expect(next).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ data: { refusal: { kind: "unavailable" } } }));
  expect(logged).toHaveBeenCalledExactlyOnceWith({ err: expect.any(Error) }, "could not authenticate a socket");
});
