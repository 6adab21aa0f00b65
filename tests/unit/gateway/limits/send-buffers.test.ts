import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import type { Identity } from "#access/identity";
import type { GatewaySocket } from "#gateway/context";
import { SendBuffers } from "#gateway/limits/send-buffers";
import { TurnQueue } from "#gateway/limits/turn-queue";

const MB = 1_000_000;
const BYTES = new Uint8Array(10 * MB);

/** A socket that sends as engine.io does: the next batch once the client has taken the last. */
function socketOf(sendBuffers: SendBuffers, turns: TurnQueue, identity: Identity, addressHash = "address") {
  const conn = Object.assign(new EventEmitter(), {
    isOpen: true,
    transport: new EventEmitter(),
    request: {
      socket: {
        destroy: () => {
          conn.isOpen = false;
          conn.emit("close");
        },
      },
    },
  });
  const data = { identity, addressHash, turns: turns.of(identity, addressHash) };
  sendBuffers.watch({ conn, data } as unknown as GatewaySocket);
  let isSending = false;
  return {
    conn,
    send(bytes: number) {
      conn.emit("packetCreate", { data: BYTES.subarray(0, bytes) });
      if (!isSending) conn.emit("flush");
      isSending = true;
    },
    take() {
      isSending = false;
      conn.transport.emit("drain");
    },
    isBegun() {
      let isBegun = false;
      void data.turns.take(async () => {
        isBegun = true;
      });
      return isBegun;
    },
  };
}

const user = (id: string) => ({ kind: "user", user: { id } }) as unknown as Identity;

test("a socket with more than 1 MB unsent begins no request until the client has taken it", async () => {
  const socket = socketOf(new SendBuffers(), new TurnQueue(), user("me"));
  socket.send(MB);
  expect(socket.isBegun()).toBe(true);
  socket.send(1);
  expect(socket.isBegun()).toBe(false);
  socket.take();
  await new Promise(setImmediate);
  expect(socket.isBegun()).toBe(true);
});

test("a socket with more than 16 MB unsent is closed; text counts in UTF-8 bytes", () => {
  const socket = socketOf(new SendBuffers(), new TurnQueue(), user("me"));
  for (let n = 0; n < 16; n += 1) socket.send(MB);
  expect(socket.conn.isOpen).toBe(true);
  socket.send(1);
  expect(socket.conn.isOpen).toBe(false);
  const wide = socketOf(new SendBuffers(), new TurnQueue(), user("other"));
  wide.conn.emit("packetCreate", { data: "ữ".repeat(6 * MB) });
  expect(wide.conn.isOpen).toBe(false);
});

test("sockets of one person share 8 MB: above it, those with unsent bytes begin no request; other people's do", () => {
  const [sendBuffers, turns] = [new SendBuffers(), new TurnQueue()];
  const mine = Array.from({ length: 9 }, () => socketOf(sendBuffers, turns, user("me")));
  for (const socket of mine) socket.send(MB);
  expect(mine[0]?.isBegun()).toBe(false);
  const other = socketOf(sendBuffers, turns, user("other"));
  other.send(100);
  expect(other.isBegun()).toBe(true);
  for (const socket of mine) socket.take();
  expect(mine[0]?.isBegun()).toBe(true);
});

test("above 128 MB per address the sockets with more than an equal share are closed", () => {
  const [sendBuffers, turns] = [new SendBuffers(), new TurnQueue()];
  const greedy = Array.from({ length: 20 }, (_, at) => socketOf(sendBuffers, turns, user(`greedy ${at}`)));
  const modest = socketOf(sendBuffers, turns, user("modest"));
  const elsewhere = socketOf(sendBuffers, turns, user("elsewhere"), "there");
  for (let n = 0; n < 10; n += 1) for (const socket of greedy) if (socket.conn.isOpen) socket.send(MB);
  modest.send(100_000);
  elsewhere.send(10 * MB);
  const open = greedy.filter(({ conn }) => conn.isOpen);
  expect(open.length).toBeGreaterThan(10);
  expect(open.length).toBeLessThan(20);
  expect([modest.conn.isOpen, elsewhere.conn.isOpen]).toEqual([true, true]);
});
