import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpServer } from "#gateway/http/http-server";
import { IDLE_HEADER, LENGTH_HEADER } from "#platform/file-headers";

const server = createHttpServer({ PUBLIC_URL: undefined }, { timeout: 300 });
let url = "";

beforeAll(async () => {
  server.on("request", (request, response) => {
    response.setHeader(LENGTH_HEADER, "10");
    if (request.url === "/patient") response.setHeader(IDLE_HEADER, "60000");
    response.write("01234");
    if (request.url === "/file") response.end("56789");
    // The connection is idle meanwhile.
    else setTimeout(() => response.end("56789"), 900);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("the length that a handler names is the length of the answer, and private headers are not sent", async () => {
  const { headers } = await fetch(`${url}/file`);
  expect([headers.get("content-length"), headers.get("transfer-encoding")]).toEqual(["10", null]);
  expect([headers.get(LENGTH_HEADER), headers.get(IDLE_HEADER)]).toEqual([null, null]);
});

test("an idle file is cut, unless its handler names a longer time", async () => {
  await expect(fetch(`${url}/idle`).then((answer) => answer.text())).rejects.toThrow();
  const patient = await fetch(`${url}/patient`);
  expect(await patient.text()).toBe("0123456789");
});
