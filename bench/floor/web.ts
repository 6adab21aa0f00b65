import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdapter } from "@socket.io/redis-adapter";
import { Server } from "socket.io";
import { languageRoom, originalRoom } from "#protocol/rooms";
import { connectRedis } from "#redis/connection";
import { ready } from "#testing/processes/parent";
import { RELAY_CHANNEL } from "./channel";

type Answer = (answer: object) => void;

/** The shortest path of a chunk: to Redis without checks, and from Redis to the sockets of a room. */
const url = process.env.REDIS_URL ?? "";
const redis = connectRedis(url);
const httpServer = createServer();
const io = new Server(httpServer, {
  adapter: createAdapter(connectRedis(url), connectRedis(url)),
  transports: ["websocket"],
  serveClient: false,
});

io.on("connection", (socket) => {
  const { link } = socket.handshake.auth;
  const sessionId = typeof link === "string" ? link : randomBytes(16).toString("base64url");
  socket.join(originalRoom(sessionId));
  socket.on("link:create", (_: unknown, answer: Answer) => answer({ ok: true, link: { path: `/r/${sessionId}` } }));
  socket.on("link:read", ({ wanted }: { wanted: string[] }, answer: Answer) => {
    socket.join(languageRoom(sessionId, wanted[0] ?? ""));
    answer({ ok: true });
  });
  socket.on("session:start", (_: unknown, answer: Answer) => answer({ ok: true, sessionId }));
  socket.on("session:join", (_: unknown, answer: Answer) => answer({ ok: true, changes: null }));
  socket.on("speak", (_: unknown, answer: Answer) => answer({ ok: true, take: 1, takeStart: 0, expected: 1 }));
  socket.on("chunk", ({ n, sound }: { n: number; sound: Buffer }, answer: Answer) => {
    const head = Buffer.from(`${sessionId} ${n} `);
    void redis.publish(RELAY_CHANNEL, Buffer.concat([head, sound]));
    answer({ ok: true, credit: 600 });
  });
  socket.on("stop", (_: unknown, answer: Answer) => {
    answer({ ok: true });
    socket.emit("session", { session: { state: "ended" } });
  });
});

httpServer.listen(0, "127.0.0.1", () => ready((httpServer.address() as AddressInfo).port));
process.once("SIGTERM", () => process.exit(0));
