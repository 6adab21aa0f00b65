import { expect, test } from "vitest";
import { askWhenConnected } from "#app/connection/until-connected";
import { StandInConnection } from "#testing/connection/stand-in-connection";

const REQUEST = { sessionId: "s" };

test("a request in the first moment of a page waits for the connection, and is sent once", async () => {
  const connection = new StandInConnection();
  const answer = askWhenConnected(connection, "stop", REQUEST);
  await Promise.resolve();
  expect(connection.asked).toEqual([]);
  connection.become("connected");
  await expect.poll(() => connection.asked).toMatchObject([{ event: "stop", request: REQUEST }]);
  connection.asked[0]?.answer({ ok: true });
  expect(await answer).toEqual({ ok: true });
  expect(connection.asked).toHaveLength(1);
});

test("a broken connection gets a request at once; without a connection the answer is null", async () => {
  const connection = new StandInConnection();
  connection.become("offline");
  void askWhenConnected(connection, "stop", REQUEST);
  await expect.poll(() => connection.asked).toHaveLength(1);
  expect(await askWhenConnected(null, "stop", REQUEST)).toBeNull();
});
