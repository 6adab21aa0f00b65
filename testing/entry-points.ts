import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// All routes, server actions and events, read from the code, so that tests include new ones.

const ROOT = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = ""]) => name);

/** The events that the gateway answers, and those that the protocol declares. */
export function socketEvents(): { readonly answered: string[]; readonly promised: string[] } {
  const answered = names(read("gateway/gateway.ts"), /socket\.on\("([\w:-]+)", \w+\(gateway, socket\)\)/g);
  const [, events = ""] = read("protocol/client-events.ts").split("interface ClientToServerEvents");
  return { answered: answered.sort(), promised: names(events, /^ {2}"?([\w:-]+)"?\(/gm).sort() };
}

/** The addresses of the pages and route handlers, with their parameters as the folders name them: `/live/[id]`. */
export function routes(): string[] {
  const appRouter = files("app", /(^|\/)(page\.tsx|route\.ts)$/).map((file) =>
    `/${file.replace(/(^|\/)[^/]+$/, "").replace(/\([^)]+\)\/?/g, "")}`.replace(/(.)\/$/, "$1"),
  );
  const pagesRouter = files("pages", /(^|\/)[^_/][^/]*\.tsx?$/).map((file) => `/${file.replace(/\.tsx?$/, "")}`);
  return [...appRouter, ...pagesRouter].sort();
}

/** The server actions, as `file name`. */
export function serverActions(): string[] {
  return files("app", /\.tsx?$/)
    .filter((file) => read(join("app", file)).startsWith('"use server"'))
    .flatMap((file) =>
      names(read(join("app", file)), /^export async function (\w+)/gm).map((name) => `${file} ${name}`),
    )
    .sort();
}

function files(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map(String)
    .filter((file) => pattern.test(file));
}
