import { randomUUID } from "node:crypto";
import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdapter } from "@socket.io/redis-adapter";
import { Server } from "socket.io";
import { createAddressOf } from "#access/address";
import { limits } from "#access/limits";
import { PasswordDoor } from "#access/links/password-door";
import { shareAddress } from "#access/links/share-address";
import { judgeOrigin } from "#access/origin";
import { onPeopleChange } from "#access/people-changes";
import { googleHearing, type WebEnv } from "#platform/env";
import type { Log } from "#platform/log";
import { socketsNow } from "#platform/metrics";
import { shareReads } from "#platform/shared-reads";
import { candidateLanguages, isReadable, spokenLanguages, writtenLanguages } from "#protocol/languages";
import { createPublisher } from "#publishing/publisher";
import type { Budget } from "#redis/budget";
import { connectRedis } from "#redis/connection";
import { gatherWrites } from "#redis/gather-writes";
import { createServeQueue } from "#redis/serve-queue";
import { createTranslateQueue } from "#redis/translate-queue";
import { admit } from "./audience/admit";
import { Audience } from "./audience/audience";
import { GrantWatch } from "./audience/grant-watch";
import { Views } from "./audience/link-views";
import { startReportingListeners } from "./audience/listeners";
import { authenticate } from "./authenticate";
import type { Gateway, GatewayServer, GatewaySocket } from "./context";
import { FairWebSocketServer } from "./http/websocket-server";
import { type Connection, Handshakes } from "./limits/handshakes";
import { Turns } from "./limits/turns";
import { Unsent } from "./limits/unsent";
import { share } from "./links/create-link";
import { giveCode } from "./links/give-code";
import { relabel } from "./links/label-link";
import { links } from "./links/list-links";
import { joinCode } from "./links/read-code";
import { restore } from "./links/restore-link";
import { revoke } from "./links/revoke-link";
import { unlock } from "./links/unlock-link";
import { followPage } from "./page-protocol";
import { block } from "./people/block";
import { forget } from "./people/delete-own-person";
import { expel } from "./people/delete-person";
import { followPeople } from "./people/follow-people";
import { overview } from "./people/overview";
import { correct } from "./segments/correct-segment";
import { merge } from "./segments/merge-segments";
import { earlier } from "./segments/read-earlier-texts";
import { remove } from "./segments/remove-segment";
import { split } from "./segments/split-segment";
import { deleteSession } from "./session/delete-session";
import { join } from "./session/join";
import { leave } from "./session/leave";
import { read } from "./session/read";
import { translateDrafts } from "./session/translate-drafts";
import { translateInto } from "./session/translate-into";
import { chunk } from "./speaking/chunk";
import { continueSession } from "./speaking/continue-session";
import { lost } from "./speaking/declare-lost";
import { pause } from "./speaking/pause";
import { speak } from "./speaking/speak";
import { speakIn } from "./speaking/speak-in";
import { start } from "./speaking/start";
import { stop } from "./speaking/stop";

/** Every event that a page may send. */
function listen(gateway: Gateway, socket: GatewaySocket): void {
  socket.on("start", start(gateway, socket));
  socket.on("join", join(gateway, socket));
  socket.on("speak", speak(gateway, socket));
  socket.on("chunk", chunk(gateway, socket));
  socket.on("lost", lost(gateway, socket));
  socket.on("pause", pause(gateway, socket));
  socket.on("stop", stop(gateway, socket));
  socket.on("continue", continueSession(gateway, socket));
  socket.on("speakIn", speakIn(gateway, socket));
  socket.on("translateInto", translateInto(gateway, socket));
  socket.on("translateDrafts", translateDrafts(gateway, socket));
  socket.on("correct", correct(gateway, socket));
  socket.on("earlier", earlier(gateway, socket));
  socket.on("split", split(gateway, socket));
  socket.on("merge", merge(gateway, socket));
  socket.on("remove", remove(gateway, socket));
  socket.on("delete", deleteSession(gateway, socket));
  socket.on("share", share(gateway, socket));
  socket.on("links", links(gateway, socket));
  socket.on("relabel", relabel(gateway, socket));
  socket.on("giveCode", giveCode(gateway, socket));
  socket.on("revoke", revoke(gateway, socket));
  socket.on("restore", restore(gateway, socket));
  socket.on("unlock", unlock(gateway, socket));
  socket.on("joinCode", joinCode(gateway, socket));
  socket.on("read", read(gateway, socket));
  socket.on("forget", forget(gateway, socket));
  socket.on("overview", overview(gateway, socket));
  socket.on("block", block(gateway, socket));
  socket.on("expel", expel(gateway, socket));
}

/** A page that does not answer within the sum of both counts as disconnected. */
const PING_INTERVAL_MS = 8_000;
const PING_TIMEOUT_MS = 6_000;
/** A chunk with its envelope takes about 6.5 kB. */
const MAX_MESSAGE_BYTES = 64 * 1024;

export type GatewayConfig = {
  readonly httpServer: HttpServer;
  readonly env: WebEnv;
  readonly log: Log;
  readonly budget: Budget;
};

/** The Socket.IO side of the web process. Needs open limits, auth and database; closes only what it opens itself. */
export async function createGateway({
  httpServer,
  env,
  log,
  budget,
}: GatewayConfig): Promise<{ close(): Promise<void> }> {
  const redis = gatherWrites(connectRedis(env.REDIS_URL));
  const publisher = connectRedis(env.REDIS_URL);
  const subscriber = connectRedis(env.REDIS_URL);
  for (const connection of [redis, publisher, subscriber]) {
    connection.on("error", (err) => log.warn({ err }, "Redis connection error"));
  }

  const io: GatewayServer = new Server(httpServer, {
    adapter: createAdapter(publisher, subscriber),
    // Websocket only: no sticky sessions, and a handshake that costs one request.
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    wsEngine: FairWebSocketServer,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    allowRequest: (request, allow) => allow(null, judgeOrigin(request.headers, env.PUBLIC_ORIGINS) !== "foreign"),
  });
  const serveQueue = createServeQueue(redis);
  const translateQueue = createTranslateQueue(redis);
  for (const queue of [serveQueue, translateQueue]) queue.on("error", (err) => log.warn({ err }, "queue error"));

  const audience = new Audience(io, redis, randomUUID(), log);
  const grants = new GrantWatch(log);
  const views = new Views(log);
  const gateway: Gateway = {
    io,
    publisher: createPublisher(io),
    redis,
    audience,
    grants,
    views,
    door: new PasswordDoor(limits()),
    shared: { links: shareReads(), sessions: shareReads(), changes: shareReads(), presences: shareReads() },
    secret: env.AUTH_SECRET,
    address: () => shareAddress(env, (httpServer.address() as AddressInfo | null)?.port ?? env.PORT),
    serveQueue,
    translateQueue,
    limits: limits(),
    budget,
    log,
    spoken: spokenLanguages(env.STT_ENGINE),
    candidates: candidateLanguages(env.STT_ENGINE, googleHearing(env)),
    written: (sourceLang) => writtenLanguages(env.TRANSLATION_ENGINE, sourceLang),
    isReadable: (spoken, lang) => isReadable(env.TRANSLATION_ENGINE, spoken, lang),
  };
  const addressOf = createAddressOf(env.TRUSTED_PROXIES);
  const handshakes = new Handshakes(addressOf);
  io.engine.on("connection", (connection: Connection) => handshakes.watch(connection));
  io.use(handshakes.wrap(authenticate(env, addressOf, new Turns(), log)));
  const unsent = new Unsent();
  io.on("connection", (socket) => {
    socketsNow.inc();
    unsent.watch(socket);
    socket.on("disconnect", () => {
      socketsNow.dec();
      socket.data.turns.close();
      handshakes.watch(socket.conn);
      void leave(gateway, socket);
    });
    const { identity } = socket.data;
    if (identity.kind === "reader") admit(gateway, socket, identity.grant, identity.isUnlocked);
    followPage(socket);
    listen(gateway, socket);
  });

  const reporting = startReportingListeners(io, redis, log);
  const people = followPeople(io, log);
  onPeopleChange(people.tell);

  return {
    async close() {
      grants.close();
      void reporting.stop();
      people.close();
      await io.close();
      await Promise.all([audience.close(), views.close()]);
      await Promise.all([serveQueue.close(), translateQueue.close()]);
      for (const connection of [redis, publisher, subscriber]) connection.disconnect();
    },
  };
}
