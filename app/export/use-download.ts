"use client";

import { useState } from "react";
import { writeClipboard } from "../frame/copy";

export type DownloadState =
  | { readonly kind: "none" | "preparing" | "ready" | "copied" | "failed" }
  /** The server is making too many files and says when to retry. */
  | { readonly kind: "too-many"; readonly seconds: number };

/** The delay where the server names none. */
const AGAIN_SECONDS = 60;

/** How long the browser may take to start the download before its URL is revoked. */
const HANDED_OVER_MS = 60_000;

/** Fetches a file and gives it to the browser as a download or to the clipboard, so that the page can show a failure. */
export function useDownload() {
  const [state, setState] = useState<DownloadState>({ kind: "none" });
  const attempt = async (take: () => Promise<DownloadState>): Promise<void> => {
    setState({ kind: "preparing" });
    setState(
      await take().catch(
        (error: unknown): DownloadState =>
          error instanceof TooMany ? { kind: "too-many", seconds: error.seconds } : { kind: "failed" },
      ),
    );
  };
  return {
    state,
    reset: () => setState({ kind: "none" }),
    download: (address: string, headers: Record<string, string> = {}) =>
      attempt(async () => {
        const answer = await fetchFile(address, headers);
        hand(await answer.blob(), nameIn(answer.headers.get("Content-Disposition") ?? ""));
        return { kind: "ready" };
      }),
    /** @param address of a file of text */
    copy: (address: string, headers: Record<string, string> = {}) =>
      attempt(async () => {
        const text = fetchFile(address, headers).then((answer) => answer.text());
        return { kind: (await writeClipboard(text)) ? "copied" : "failed" };
      }),
  };
}

class TooMany extends Error {
  constructor(readonly seconds: number) {
    super("too many files are being made");
  }
}

async function fetchFile(address: string, headers: Record<string, string>): Promise<Response> {
  const answer = await fetch(address, { headers });
  if (answer.status === 429) throw new TooMany(Number(answer.headers.get("Retry-After") ?? AGAIN_SECONDS));
  if (!answer.ok) throw new Error(`the export answered ${answer.status}`);
  return answer;
}

function hand(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), HANDED_OVER_MS);
}

/** The name of RFC 5987 if there is one, else the plain one. */
function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)/i.exec(disposition)?.[1] ?? "session");
}
