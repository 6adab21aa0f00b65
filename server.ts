import next from "next";
import { ThreadPool } from "#app/export/thread-pool";
import { belowBasePath } from "#gateway/http/base-path";
import { createHttpServer } from "#gateway/http/http-server";
import { createWeb } from "#gateway/web";
import { checkBuiltPath } from "#platform/built-path";
import { readWebEnv } from "#platform/env";
import { closeOnSignal, endOnWrongSetting } from "#platform/lifecycle";
import { createLog, logConsole } from "#platform/log";
import { endWithParent } from "#platform/parent-watch";

const env = readWebEnv();
checkBuiltPath(env);
const log = createLog("web", env.LOG_LEVEL);
logConsole(log);

const httpServer = createHttpServer(env);
const pages = next({ dev: false, hostname: env.HOST, port: env.PORT, httpServer });
await pages.prepare();
const showPage = belowBasePath(env.BASE_PATH, pages.getRequestHandler());
const web = await createWeb({ httpServer, env, log, showPage }).catch(endOnWrongSetting);

const exports = ThreadPool.open({
  threadFile: new URL("./app/export/thread.mjs", import.meta.url),
  databaseUrl: env.DATABASE_URL,
  atOnce: env.EXPORTS_AT_ONCE,
  log,
});

const close = closeOnSignal(log, async () => {
  await web.close();
  await exports.close();
  await pages.close();
});
endWithParent(close);

httpServer.listen(env.PORT, env.HOST, () => log.info({ address: httpServer.address() }, "listening"));
