import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { Server } from "socket.io";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpServer } from "#gateway/http/http-server";

const patience = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 };
const server = createHttpServer({ PUBLIC_URL: "https://captions.example" }, patience);
const io = new Server(server, {
  transports: ["websocket"],
  allowRequest: ({ headers }, allow) => allow(null, !headers.origin),
});

beforeAll(async () => {
  server.on("request", (request, response) => {
    if (request.url === "/begun") response.write("begun");
    else if (!request.url?.startsWith("/socket.io/")) response.end("an answer");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  await io.close();
});

const HOST = "Host: captions.example\r\n";
const UPGRADE = `${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n`;
const KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
const SOCKET = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n";

test.each([
  ["an answer of a handler", 200, `GET / HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
  ["a request without Host", 400, "GET / HTTP/1.1\r\n\r\n"],
  ["bytes that are no request", 400, "NONSENSE\r\n\r\n"],
  ["headers that are too large", 431, `GET / HTTP/1.1\r\n${HOST}X: ${"x".repeat(20_000)}\r\n\r\n`],
  ["a request that does not end", 408, `POST / HTTP/1.1\r\n${HOST}Content-Length: 9\r\n`],
  ["an unknown expectation", 417, `GET / HTTP/1.1\r\n${HOST}Connection: close\r\nExpect: wonders\r\n\r\n`],
  [
    "a refusal of Engine.IO",
    400,
    `GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
  ],
  ["an upgrade of another site's page", 400, `${SOCKET}${UPGRADE}${KEY}Origin: https://evil.example\r\n\r\n`],
  ["an upgrade with a wrong key", 400, `${SOCKET}${UPGRADE}Sec-WebSocket-Key: eA==\r\n\r\n`],
])("%s (%i) has the default headers, once", async (_what, status, request) => {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(request);
  const [head = ""] = (await text(socket)).split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  for (const header of [
    "Content-Security-Policy: default-src 'none'",
    "X-Content-Type-Options: nosniff",
    "Strict-Transport-Security: max-age=",
  ])
    expect(head.split(header)).toHaveLength(2);
});

test("a websocket opens, and its frames are not changed", async () => {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(`${SOCKET}${UPGRADE}${KEY}\r\n`);
  const [opened] = await once(socket, "data");
  expect(String(opened)).toMatch(/^HTTP\/1\.1 101 /);
  const rest = String(opened).split("\r\n\r\n")[1] || String((await once(socket, "data"))[0]);
  expect(rest).toContain('{"sid":');
  socket.destroy();
});

test("an answer that is under way is not followed by another one on its connection", async () => {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(`POST /begun HTTP/1.1\r\n${HOST}Content-Length: 9\r\n\r\n`);
  expect((await text(socket).catch(String)).match(/HTTP\/1\.1/g)).toHaveLength(1);
});
