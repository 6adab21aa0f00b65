"use client";

import { useState } from "react";

export type DownloadState =
  | { readonly kind: "none" | "preparing" | "ready" | "failed" }
  /** The server is making too many files and says when to retry. */
  | { readonly kind: "too-many"; readonly seconds: string };

/** The delay where the server names none. */
const AGAIN_SECONDS = "60";

/** How long the browser may take to start the download before its URL is revoked. */
const HANDED_OVER_MS = 60_000;

/** Fetches a file and hands it to the browser as a download, so that the page can show a failure. */
export function useDownload() {
  const [state, setState] = useState<DownloadState>({ kind: "none" });
  return {
    state,
    reset: () => setState({ kind: "none" }),
    async download(address: string, headers: Record<string, string> = {}): Promise<void> {
      setState({ kind: "preparing" });
      try {
        const answer = await fetch(address, { headers });
        if (answer.status === 429)
          return setState({ kind: "too-many", seconds: answer.headers.get("Retry-After") ?? AGAIN_SECONDS });
        if (!answer.ok) throw new Error(`the export answered ${answer.status}`);
        hand(await answer.blob(), nameIn(answer.headers.get("Content-Disposition") ?? ""));
        setState({ kind: "ready" });
      } catch {
        setState({ kind: "failed" });
      }
    },
  };
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
