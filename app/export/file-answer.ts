import { parseCookies } from "better-auth/cookies";
import contentDisposition from "content-disposition";
import { ADDRESS_HEADER } from "#access/address";
import { limits, retryAfter } from "#access/limits";
import { ExportChoice } from "#protocol/export";
import { chosenWording } from "../wording/chosen-wording";
import { fillText } from "../wording/fill-text";
import { readerLanguageOf } from "../wording/readers/reader-language";
import { READER_WORDING } from "../wording/readers/reader-wording";
import type { RequestWording } from "../wording/wording";
import type { DocumentWording, ExportRequest } from "./export-job";
import { exports } from "./exports";
import type { SlotRequest } from "./file-slots";

/** The most files at once for one person, one link and one address. A whole hall may share an address. */
const AT_ONCE = { user: 2, link: 8, address: 16 };

/** nginx's status for a client that disconnected. Only proxies and logs see it. */
const CLIENT_GONE = 499;

/** The person or link that a file is counted for. */
export type Taker = { readonly kind: "user" | "link"; readonly id: string };

/** The export choice in an address; null: invalid. */
export function choiceIn(request: Request): ExportChoice | null {
  return ExportChoice.safeParse(Object.fromEntries(new URL(request.url).searchParams)).data ?? null;
}

/** Answers with a session as a file. */
export async function fileAnswer(request: Request, asked: ExportRequest, { kind, id }: Taker): Promise<Response> {
  const wording = asked.viewer === "reader" ? readerWordingOf(request) : wordingOf(request);
  const reached = await limits().takeFile(kind, id);
  if (reached) return tooMany(wording, Number(retryAfter(reached)["Retry-After"]));
  const { signal } = request;
  const made = await exports()
    .make({ ...asked, wording }, slotRequestOf(request, { kind, id }), signal)
    .catch((error: unknown) => {
      if (signal.aborted) return { kind: "gone" } as const;
      throw error;
    });
  switch (made.kind) {
    case "full":
      return tooMany(wording, made.retryAfterSeconds);
    case "gone":
      return new Response(null, { status: CLIENT_GONE });
    case "missing":
      return new Response(null, { status: 404 });
    case "unfit":
      return new Response(null, { status: 400 });
    case "file":
      return new Response(made.content, {
        headers: {
          "Content-Type": made.type,
          "Content-Disposition": contentDisposition(made.name),
          "Cache-Control": "no-store",
        },
      });
  }
}

export function slotRequestOf(request: Request, { kind, id }: Taker): SlotRequest {
  const address = request.headers.get(ADDRESS_HEADER) ?? "unknown";
  return [
    { name: `${kind}:${id}`, most: AT_ONCE[kind] },
    { name: `address:${address}`, most: AT_ONCE.address },
  ];
}

export function tooMany({ language }: DocumentWording, seconds: number): Response {
  return new Response(fillText(READER_WORDING[language].audience.exportTooMany, { seconds }, language), {
    status: 429,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
      "Retry-After": String(seconds),
    },
  });
}

/** Reads the request itself: `cookies()` of Next works only inside its own request handling. */
export function wordingOf({ headers }: Request): RequestWording {
  const cookies = parseCookies(headers.get("cookie") ?? "");
  return chosenWording((name) => cookies.get(name), headers.get("accept-language"));
}

export function readerWordingOf(request: Request): DocumentWording {
  const { headers } = request;
  return { ...wordingOf(request), language: readerLanguageOf(headers.get("cookie"), headers.get("accept-language")) };
}
