import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { FairWebSocketServer } from "#gateway/http/websocket-server";

const FLOOD = 500;

test("of many messages at once, one per connection is handled in an iteration of the event loop", async () => {
  const server = new FairWebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  let handled = 0;
  let inIteration = 0;
  let most = 0;
  const flooded = new Promise((resolve) => {
    server.on("connection", (connection) =>
      connection.on("message", () => {
        inIteration += 1;
        most = Math.max(most, inIteration);
        if (inIteration === 1) {
          setImmediate(() => {
            inIteration = 0;
          });
        }
        handled += 1;
        if (handled === FLOOD) resolve(null);
      }),
    );
  });
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(client, "open");
  for (let n = 0; n < FLOOD; n += 1) client.send(`message ${n}`);
  await flooded;
  expect(most).toBe(1);
  client.terminate();
  server.close();
});
