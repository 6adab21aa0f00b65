import type { AddressInfo } from "node:net";
import { ThreadPool } from "#app/export/thread-pool";
import { createHttpServer } from "#gateway/http/http-server";
import { createWeb } from "#gateway/web";
import { readWebEnv } from "#platform/env";
import { closeOnSignal } from "#platform/lifecycle";
import { createLog } from "#platform/log";
import { ready } from "../processes/parent";
import { routeHandlers } from "./route-handlers";

/** server.ts without Next's pages, but with the route handlers, on a free port. */
const env = readWebEnv();
const log = createLog("web", env.LOG_LEVEL);
const httpServer = createHttpServer(env);
const web = await createWeb({ httpServer, env, log, showPage: routeHandlers() });
const isCompiled = import.meta.url.endsWith(".js");
const exports = ThreadPool.open({
  // The compiled files are in a folder with the layout of the checkout.
  threadFile: new URL(`../../app/export/thread.${isCompiled ? "js" : "mjs"}`, import.meta.url),
  databaseUrl: env.DATABASE_URL,
  atOnce: env.EXPORTS_AT_ONCE,
  log,
});
closeOnSignal(log, async () => {
  await web.close();
  await exports.close();
});
httpServer.listen(0, "127.0.0.1", () => ready((httpServer.address() as AddressInfo).port));
