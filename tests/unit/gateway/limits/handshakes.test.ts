import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { GatewaySocket } from "#gateway/context";
import { type Connection, Handshakes } from "#gateway/limits/handshakes";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A connection that can only close. */
class FakeConnection extends EventEmitter {
  readyState = "open";
  readonly request;

  constructor(address: string) {
    super();
    this.request = {
      address,
      socket: {
        destroy: () => {
          this.readyState = "closed";
          this.emit("close");
        },
      },
    };
  }
}

const openOf = (connections: FakeConnection[]) => connections.filter(({ readyState }) => readyState === "open").length;

function handshakes() {
  const created = new Handshakes((request) => (request as unknown as { address: string }).address);
  const connect = (address: string) => {
    const connection = new FakeConnection(address);
    created.watch(connection as unknown as Connection);
    return connection;
  };
  return { created, connect };
}

test("a /64 network of IPv6 has at most 500 unauthenticated connections, and does not affect another one", () => {
  const { connect } = handshakes();
  const other = connect("2001:db8:0:2::1");
  const many = Array.from({ length: 600 }, (_, at) => connect(`2001:db8:0:1:${at.toString(16)}::1`));
  expect(openOf(many)).toBe(500);
  expect(openOf([other])).toBe(1);
});

test("all networks have at most 2,000 unauthenticated connections", () => {
  const { connect } = handshakes();
  expect(openOf(Array.from({ length: 3_000 }, (_, at) => connect(`10.0.${at >> 8}.${at & 255}`)))).toBe(2_000);
});

test("silent and refused connections are closed after 5 s", async () => {
  const { created, connect } = handshakes();
  const [silent, refused, admitted, slow] = ["1", "2", "3", "4"].map((last) => connect(`10.0.0.${last}`)) as [
    FakeConnection,
    FakeConnection,
    FakeConnection,
    FakeConnection,
  ];
  const socketOf = (conn: FakeConnection) => ({ conn }) as unknown as GatewaySocket;
  await created.wrap(async (_socket, next) => next(new Error("unauthenticated")))(socketOf(refused), () => {});
  await created.wrap(async (_socket, next) => next())(socketOf(admitted), () => {});
  void created.wrap(() => new Promise(() => {}))(socketOf(slow), () => {});
  await vi.advanceTimersByTimeAsync(4_999);
  expect(openOf([silent, refused, admitted, slow])).toBe(4);
  await vi.advanceTimersByTimeAsync(1);
  expect(openOf([silent, refused])).toBe(0);
  expect(openOf([admitted, slow])).toBe(2);
  // Its socket has left.
  created.watch(admitted as unknown as Connection);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(openOf([admitted])).toBe(0);
});

test("a second handshake during the first closes the connection", async () => {
  const { created, connect } = handshakes();
  const connection = connect("10.0.0.1");
  const shake = created.wrap(() => new Promise(() => {}));
  const socket = { conn: connection } as unknown as GatewaySocket;
  void shake(socket, () => {});
  await shake(socket, () => {});
  expect(openOf([connection])).toBe(0);
});
