import { randomUUID } from "node:crypto";
import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdapter } from "@socket.io/redis-adapter";
import { Server } from "socket.io";
import { createAddressOf } from "#access/address";
import { limits } from "#access/limits";
import { LinkPasswords } from "#access/links/password-attempts";
import { shareAddress } from "#access/links/share-address";
import { judgeOrigin } from "#access/origin";
import { onPeopleChange } from "#access/people-changes";
import { googleHearing, type WebEnv } from "#platform/env";
import type { Log } from "#platform/log";
import { socketsNow } from "#platform/metrics";
import { shareReads } from "#platform/shared-reads";
import { candidateLanguages, isReadable, spokenLanguages, writtenLanguages } from "#protocol/languages";
import { SOCKET_PATH } from "#protocol/stream";
import { createPublisher } from "#publishing/publisher";
import type { Budget } from "#redis/budget";
import { connectRedis } from "#redis/connection";
import { gatherWrites } from "#redis/gather-writes";
import { createServeQueue } from "#redis/serve-queue";
import { createTranslateQueue } from "#redis/translate-queue";
import { Audience } from "./audience/audience";
import { connectReader } from "./audience/connect-reader";
import { GrantWatch } from "./audience/grant-watch";
import { onReadLink } from "./audience/read-link";
import { startReportingShownLanguages } from "./audience/report-shown-languages";
import { ViewCounter } from "./audience/view-counter";
import { authenticate } from "./authenticate";
import type { Gateway, GatewayServer, GatewaySocket } from "./context";
import { onDisconnect } from "./disconnect";
import { FairWebSocketServer } from "./http/websocket-server";
import { Imports } from "./import/imports";
import { type Connection, Handshakes } from "./limits/handshakes";
import { SendBuffers } from "./limits/send-buffers";
import { TurnQueue } from "./limits/turn-queue";
import { onCreateLink } from "./links/create-link";
import { onGiveCode } from "./links/give-code";
import { onLabelLink } from "./links/label-link";
import { onListLinks } from "./links/list-links";
import { onReadCode } from "./links/read-code";
import { onRestoreLink } from "./links/restore-link";
import { onRevokeLink } from "./links/revoke-link";
import { onUnlockLink } from "./links/unlock-link";
import { followPage } from "./page-protocol";
import { onBlock } from "./people/block";
import { onDeleteOwnPerson } from "./people/delete-own-person";
import { onDeletePerson } from "./people/delete-person";
import { followPeople } from "./people/follow-people";
import { onOverview } from "./people/overview";
import { onCorrectSegment } from "./segments/correct-segment";
import { onMergeSegments } from "./segments/merge-segments";
import { onReadEarlierTexts } from "./segments/read-earlier-texts";
import { onReadUncertainWords } from "./segments/read-uncertain-words";
import { onRemoveSegment } from "./segments/remove-segment";
import { onSplitSegment } from "./segments/split-segment";
import { onDeleteSession } from "./session/delete-session";
import { onJoinSession } from "./session/join-session";
import { onTranslateDrafts } from "./session/translate-drafts";
import { onTranslateInto } from "./session/translate-into";
import { onDeleteSound } from "./sound/delete-sound";
import { onStopSound } from "./sound/stop-sound";
import { onChunk } from "./speaking/chunk";
import { onContinueSession } from "./speaking/continue-session";
import { onDeclareLost } from "./speaking/declare-lost";
import { onPause } from "./speaking/pause";
import { onSpeak } from "./speaking/speak";
import { onSpeakIn } from "./speaking/speak-in";
import { onStart } from "./speaking/start";
import { onStop } from "./speaking/stop";
import { Streams } from "./stream/streams";

/** Every event that a page may send. */
function listen(gateway: Gateway, socket: GatewaySocket): void {
  socket.on("session:start", onStart(gateway, socket));
  socket.on("session:join", onJoinSession(gateway, socket));
  socket.on("speak", onSpeak(gateway, socket));
  socket.on("chunk", onChunk(gateway, socket));
  socket.on("lost", onDeclareLost(gateway, socket));
  socket.on("pause", onPause(gateway, socket));
  socket.on("stop", onStop(gateway, socket));
  socket.on("session:continue", onContinueSession(gateway, socket));
  socket.on("session:speak-in", onSpeakIn(gateway, socket));
  socket.on("session:translate-into", onTranslateInto(gateway, socket));
  socket.on("session:translate-drafts", onTranslateDrafts(gateway, socket));
  socket.on("segment:correct", onCorrectSegment(gateway, socket));
  socket.on("segment:earlier-texts", onReadEarlierTexts(gateway, socket));
  socket.on("segment:uncertain-words", onReadUncertainWords(gateway, socket));
  socket.on("segment:split", onSplitSegment(gateway, socket));
  socket.on("segment:merge", onMergeSegments(gateway, socket));
  socket.on("segment:delete", onRemoveSegment(gateway, socket));
  socket.on("session:delete", onDeleteSession(gateway, socket));
  socket.on("sound:stop", onStopSound(gateway, socket));
  socket.on("sound:delete", onDeleteSound(gateway, socket));
  socket.on("link:create", onCreateLink(gateway, socket));
  socket.on("link:list", onListLinks(gateway, socket));
  socket.on("link:label", onLabelLink(gateway, socket));
  socket.on("link:give-code", onGiveCode(gateway, socket));
  socket.on("link:revoke", onRevokeLink(gateway, socket));
  socket.on("link:restore", onRestoreLink(gateway, socket));
  socket.on("link:unlock", onUnlockLink(gateway, socket));
  socket.on("link:read-code", onReadCode(gateway, socket));
  socket.on("link:read", onReadLink(gateway, socket));
  socket.on("person:delete-own", onDeleteOwnPerson(gateway, socket));
  socket.on("admin:overview", onOverview(gateway, socket));
  socket.on("admin:block", onBlock(gateway, socket));
  socket.on("admin:delete-person", onDeletePerson(gateway, socket));
}

/** A page that does not answer within the sum of both, 14 s, counts as disconnected. */
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
}: GatewayConfig): Promise<{ readonly streams: Streams; readonly imports: Imports | null; close(): Promise<void> }> {
  const redis = gatherWrites(connectRedis(env.REDIS_URL));
  const publisher = connectRedis(env.REDIS_URL);
  const subscriber = connectRedis(env.REDIS_URL);
  for (const connection of [redis, publisher, subscriber]) {
    connection.on("error", (err) => log.warn({ err }, "Redis connection error"));
  }

  const bounds = {
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
  };
  const io: GatewayServer = new Server(httpServer, {
    path: env.BASE_PATH + SOCKET_PATH,
    adapter: createAdapter(publisher, subscriber),
    // No long polling, which needs sticky sessions. Where websockets are refused, pages open a stream.
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    wsEngine: FairWebSocketServer,
    ...bounds,
    allowRequest: (request, allow) => allow(null, judgeOrigin(request.headers, env.PUBLIC_ORIGINS) !== "foreign"),
  });
  const serveQueue = createServeQueue(redis);
  const translateQueue = createTranslateQueue(redis);
  for (const queue of [serveQueue, translateQueue]) queue.on("error", (err) => log.warn({ err }, "queue error"));

  const audience = new Audience(io, redis, randomUUID(), log);
  const grants = new GrantWatch(log);
  const views = new ViewCounter(log);
  const gateway: Gateway = {
    io,
    publisher: createPublisher(io),
    redis,
    audience,
    grants,
    views,
    linkPasswords: new LinkPasswords(limits()),
    shared: { links: shareReads(), sessions: shareReads(), changes: shareReads(), presences: shareReads() },
    secret: env.AUTH_SECRET,
    address: () => shareAddress(env, (httpServer.address() as AddressInfo | null)?.port ?? env.PORT),
    serveQueue,
    translateQueue,
    limits: limits(),
    budget,
    log,
    spoken: spokenLanguages(env.STT_ENGINE),
    keepSound: env.KEEP_SOUND,
    mostSound: env.SOUND_MEGABYTES * 1_000_000,
    candidates: candidateLanguages(env.STT_ENGINE, googleHearing(env)),
    written: (sourceLang) => writtenLanguages(env.TRANSLATION_ENGINE, sourceLang),
    isReadable: (spoken, lang) => isReadable(env.TRANSLATION_ENGINE, spoken, lang),
  };
  const addressOf = createAddressOf(env.TRUSTED_PROXIES);
  const handshakes = new Handshakes(addressOf);
  io.engine.on("connection", (connection: Connection) => handshakes.watch(connection));
  io.use(handshakes.wrap(authenticate(env, addressOf, new TurnQueue(), log)));
  const streams = new Streams(bounds, publisher, subscriber);
  // From here on a stream is a connection like any other.
  streams.on("connection", (connection) => io.engine.emit("connection", connection));
  const sendBuffers = new SendBuffers();
  io.on("connection", (socket) => {
    socketsNow.inc();
    sendBuffers.watch(socket);
    socket.on("disconnect", () => {
      socketsNow.dec();
      socket.data.turns.close();
      handshakes.watch(socket.conn);
      void onDisconnect(gateway, socket);
    });
    const { identity } = socket.data;
    if (identity.kind === "reader") connectReader(gateway, socket, identity.grant, identity.isUnlocked);
    followPage(socket);
    listen(gateway, socket);
  });

  const reporting = startReportingShownLanguages(io, redis, log);
  const imports = env.IMPORT_FOLDER === undefined ? null : new Imports(gateway, env, env.IMPORT_FOLDER);
  const people = followPeople(io, log);
  onPeopleChange(people.tell);

  return {
    streams,
    imports,
    async close() {
      await imports?.close();
      grants.close();
      void reporting.stop();
      people.close();
      streams.close();
      await io.close();
      await Promise.all([audience.close(), views.close()]);
      await Promise.all([serveQueue.close(), translateQueue.close()]);
      for (const connection of [redis, publisher, subscriber]) connection.disconnect();
    },
  };
}
