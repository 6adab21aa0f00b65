import type { IncomingMessage, ServerResponse } from "node:http";
import { addressHash, createAddressOf } from "#access/address";
import { openLimits } from "#access/limits";
import { openAuth } from "#access/sign-in/auth";
import { openClocks } from "#platform/clocks";
import type { WebEnv } from "#platform/env";
import type { Log } from "#platform/log";
import { SOCKET_PATH } from "#protocol/stream";
import { Budget } from "#redis/budget";
import { connectRedis } from "#redis/connection";
import { redisTimeMs } from "#redis/redis-time";
import { databaseTimeMs, openDatabase } from "#store/database";
import { openSoundObjects } from "#store/sound/s3/open-s3";
import { createGateway } from "./gateway";
import { enterBasePath } from "./http/base-path";
import { answerWithText, guard, refuseCrowd } from "./http/guard";
import { operations } from "./http/health-and-metrics";
import type { HttpServer } from "./http/http-server";
import { Pipelines } from "./http/pipelines";
import { Bodies } from "./limits/bodies";
import { PageRates } from "./limits/page-rates";
import { renderingInTurn } from "./limits/render-in-turn";

export type WebConfig = {
  readonly httpServer: HttpServer;
  readonly env: WebEnv;
  readonly log: Log;
  /** Answers requests that sockets, operations and the guard have not answered. Their addresses are without the base path. */
  readonly showPage: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

/** Everything of the web process except its pages: database, sign-in, limits, sockets, and the order of an HTTP request. */
export async function createWeb({ httpServer, env, log, showPage }: WebConfig): Promise<{ close(): Promise<void> }> {
  const objects = await openSoundObjects(env, log, "read");
  const database = openDatabase(env.DATABASE_URL);
  const redis = connectRedis(env.REDIS_URL);
  redis.on("error", (err) => log.warn({ err }, "Redis connection error"));
  const budget = new Budget(redis, env, log);
  const clocks = await openClocks({ database: databaseTimeMs, redis: () => redisTimeMs(redis) }, log);
  openLimits(redis, env, budget);
  openAuth(env, log);
  const gateway = await createGateway({ httpServer, env, log, budget });
  const addressOf = createAddressOf(env.TRUSTED_PROXIES);
  const operate = operations(env, { redis, budget, clocks }, addressOf);
  const bodies = new Bodies();
  const rates = new PageRates(env);
  const pipelines = new Pipelines();
  const showInTurn = renderingInTurn(showPage);

  httpServer.on("request", async (request, response) => {
    // Socket.IO answers its own path.
    if (request.url?.startsWith(`${env.BASE_PATH}${SOCKET_PATH}/`)) return;
    const isBelow = enterBasePath(request, env.BASE_PATH);
    try {
      if (!(await pipelines.waitForTurn(request, response))) return;
      const hash = addressHash(addressOf(request), env.AUTH_SECRET);
      if (!(await bodies.take(request, response, hash))) return;
      // Operations answer outside the base path too: programs of this machine ask the process itself.
      if (await operate(request, response)) return;
      if (!isBelow) {
        answerWithText(response, 404, `Interline is at ${env.BASE_PATH} here.`);
        return;
      }
      const tooOften = await rates.take(request, hash);
      if (tooOften) {
        refuseCrowd(request, response, tooOften);
        return;
      }
      if (!(await guard(request, response, env, hash))) return;
      if (await gateway.streams.answer(request, response)) return;
      if (await gateway.imports?.answer(request, response)) return;
      // A body without a limit is for imports only.
      if (request.isStreamed) {
        answerWithText(response, 404, "There is no such upload.");
        return;
      }
      const shown = showInTurn(hash, request, response);
      if (shown) await shown;
      else refuseCrowd(request, response, { limit: "requests", retryAfterSeconds: 1 });
    } catch (err) {
      log.error({ err }, "a request could not be answered");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });

  return {
    async close() {
      await gateway.close();
      httpServer.closeAllConnections();
      clocks.close();
      await database.close();
      objects.close();
      redis.disconnect();
    },
  };
}
