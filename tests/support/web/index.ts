import type { AddressInfo } from "node:net";
import { createHttpServer } from "#gateway/http-server";
import { createWeb } from "#gateway/web";
import { readWebEnv } from "#platform/env";
import { closeOnSignal } from "#platform/lifecycle";
import { createLog } from "#platform/log";
import { ready } from "../parent";
import { routeHandlers } from "./route-handlers";

/** server.ts without Next: everything but the pages, on a free port; route handlers are there. */
const env = readWebEnv();
const log = createLog("web", env.LOG_LEVEL);
const httpServer = createHttpServer(env);
const web = await createWeb({ httpServer, env, log, showPage: await routeHandlers() });
closeOnSignal(log, () => web.close());
httpServer.listen(0, "127.0.0.1", () => ready((httpServer.address() as AddressInfo).port));
