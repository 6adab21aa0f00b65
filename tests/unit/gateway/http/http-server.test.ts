import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHttpServer, HeldRequest } from "#gateway/http/http-server";
import { Pipelines } from "#gateway/http/pipelines";
import { Bodies } from "#gateway/limits/bodies";

const MB = 1024 * 1024;
const server = createHttpServer(
  { PUBLIC_URL: undefined },
  { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50, keepAliveTimeout: 300, timeout: 700 },
);
const bodies = new Bodies();
const pipelines = new Pipelines();
let atOnce = 0;
let mostAtOnce = 0;
let port = 0;
/** The bytes of each request that reached a handler. */
const handled: number[] = [];

beforeAll(async () => {
  server.on("request", async (incoming, response) => {
    if (!(await pipelines.waitForTurn(incoming, response))) return;
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    response.once("close", () => {
      atOnce -= 1;
    });
    if (incoming.url === "/never") return;
    if (incoming.url === "/large") return response.end(Buffer.alloc(32 * MB));
    if (!(await bodies.take(incoming, response, "somebody"))) return;
    let bytes = 0;
    for await (const part of incoming) bytes += (part as Buffer).byteLength;
    handled.push(bytes);
    response.end(String(bytes));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function post(path: string, headers: Record<string, string> = {}): ClientRequest {
  return request({ host: "127.0.0.1", port, method: "POST", path, headers, agent: false });
}

/** @returns the status of the answer, or "cut" */
async function statusOf(asked: ClientRequest): Promise<number | "cut"> {
  return new Promise((resolve) => {
    asked.on("response", (answer: IncomingMessage) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("error", () => resolve("cut"));
  });
}

test("a body reaches its handler completely, sent at once or in pieces", async () => {
  const atOnce = post("/api/x");
  atOnce.end("a".repeat(16 * 1024));
  expect(await statusOf(atOnce)).toBe(200);
  const inPieces = post("/a-page");
  for (let i = 0; i < 4; i += 1) {
    inPieces.write("b".repeat(60 * 1024));
    await new Promise(setImmediate);
  }
  inPieces.end();
  expect(await statusOf(inPieces)).toBe(200);
  expect(handled.splice(0)).toEqual([16 * 1024, 240 * 1024]);
});

describe.each([
  ["/api/auth/sign-in/email", 16 * 1024],
  ["/account", 256 * 1024],
])("%s", (path, most) => {
  test("a longer body is refused by its content length before any of it is sent", async () => {
    const asked = post(path, { "content-length": String(most + 1) });
    asked.flushHeaders();
    expect(await statusOf(asked)).toBe(413);
    asked.destroy();
  });

  test("a longer body without a content length is refused at the limit", async () => {
    const asked = post(path, { "transfer-encoding": "chunked" });
    asked.write("c".repeat(most + 1));
    expect(await statusOf(asked)).toBe(413);
    asked.destroy();
    expect(handled).toEqual([]);
  });
});

test("a client that sends its whole body before it reads gets the refusal", async () => {
  const connection = connect(port, "127.0.0.1").pause();
  connection.write(`POST /account HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${8 * MB}\r\n\r\n`);
  for (let i = 0; i < 8; i += 1) await new Promise((sent) => connection.write(Buffer.alloc(MB), sent));
  expect(await text(connection)).toMatch(/^HTTP\/1\.1 413 [\s\S]*The request is too large\.$/);
});

test("a client that continues to send after a refusal is disconnected, and its bytes are not kept", async () => {
  const before = process.memoryUsage().arrayBuffers;
  const asked = post("/account", { "transfer-encoding": "chunked" });
  const cut = new Promise((resolve) => asked.once("close", resolve));
  asked.on("error", () => {});
  const part = Buffer.alloc(MB);
  const timer = setInterval(() => asked.write(part), 5);
  await cut;
  clearInterval(timer);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * MB);
  expect(handled).toEqual([]);
});

test("a body that does not arrive in time is refused", async () => {
  const asked = post("/account", { "content-length": "100" });
  asked.write("d");
  expect(await statusOf(asked)).toBe(408);
});

test("a silent connection is closed", async () => {
  const silent = connect(port, "127.0.0.1").resume();
  await once(silent, "close");
});

test("a body that arrives byte by byte is collected in one buffer", async () => {
  const request = Object.assign(new HeldRequest(new Socket()), { url: "/account" });
  for (const letter of "abc".repeat(3_000)) request.push(Buffer.from(letter));
  request.push(null);
  expect(await request.toArray()).toEqual([Buffer.from("abc".repeat(3_000))]);
});

test("pipelined requests are handled one after the other and answered in order", async () => {
  const connection = connect(port, "127.0.0.1");
  mostAtOnce = 0;
  const post = (body: string) => `POST /account HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  connection.write(["a", "bb", "ccc", "dddd"].map(post).join(""));
  connection.end("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  expect((await text(connection)).match(/(?<=\r\n)\d(?=HTTP|$)/g)).toEqual(["1", "2", "3", "4", "0"]);
  expect(mostAtOnce).toBe(1);
  handled.splice(0);
});

test("a client that pipelines too many requests is disconnected", async () => {
  const connection = connect(port, "127.0.0.1").resume();
  connection.on("error", () => {});
  mostAtOnce = 0;
  connection.write("GET /never HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100));
  await new Promise((resolve) => connection.once("close", resolve));
  expect(mostAtOnce).toBeLessThanOrEqual(1);
});

test("a client that does not read its answer is disconnected", async () => {
  const connections = () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
  await expect.poll(connections).toBe(0);
  const connection = connect(port, "127.0.0.1").pause();
  connection.on("error", () => {});
  connection.write("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  await expect.poll(() => atOnce).toBe(1);
  await expect.poll(connections, { timeout: 5_000 }).toBe(0);
  connection.destroy();
});

test("above the limit of bodies per address the oldest body is refused and the new one is read", async () => {
  const slow: ClientRequest[] = [];
  const statuses: Promise<number | "cut">[] = [];
  for (let i = 0; i < 64; i += 1) {
    const asked = post("/account", { "content-length": "100" });
    statuses.push(statusOf(asked));
    asked.write("e");
    slow.push(asked);
    await once(asked, "socket");
  }
  const newest = post("/account", { "content-length": "2" });
  newest.write("f");
  const served = statusOf(newest);
  expect(await statuses[0]).toBe(503);
  newest.end("g");
  expect(await served).toBe(200);
  for (const asked of slow) asked.destroy();
  handled.splice(0);
});
