import { readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { toNodeHandler } from "better-auth/node";

/** The compiled module is in a folder with the layout of the checkout. */
const APP = join(import.meta.dirname, "../../app");

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Methods = Record<string, Handler>;
/** The modules are loaded by the first request, because most tests request few routes. */
type Route = { readonly path: RegExp; load(): Promise<Methods> };

/** Every route.ts under app/, from source (`npm run bench`) or compiled, called as Next does. Other paths are not found. */
export function routeHandlers(): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)route\.[jt]s$/.test(file),
  );
  const routes: Route[] = files.map((file) => ({
    path: pattern(dirname(file)),
    load: () => import(pathToFileURL(join(APP, file)).href) as Promise<Methods>,
  }));
  const handle = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    for (const { path, load } of routes) {
      const found = path.exec(pathname);
      const handler = found && (await load())[request.method];
      if (handler) return handler(request, { params: Promise.resolve({ ...found.groups }) });
    }
    return new Response(null, { status: 404 });
  };
  return (request, response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const handler = (asked: Request) => handle(new Request(asked, { signal: gone.signal }));
    return toNodeHandler({ handler })(request, response);
  };
}

/** `api/auth/[...all]` as a regular expression. */
function pattern(folder: string): RegExp {
  const parts = folder.split("/").filter((part) => !part.startsWith("("));
  const source = parts.map((part) =>
    part.replace(/^\[\.\.\.(\w+)\]$/, "(?<$1>.+)").replace(/^\[(\w+)\]$/, "(?<$1>[^/]+)"),
  );
  return new RegExp(`^/${source.join("/")}$`);
}
