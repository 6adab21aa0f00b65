"use client";

import { useCallback, useEffect, useState } from "react";

const SHOWN_MS = 2_000;

/** Copies a text; `copied` says so for two seconds. */
export function useCopy(text: string | null): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false);
  const copy = useCallback(() => {
    if (text === null) return;
    void writeClipboard(text).then(setCopied);
  }, [text]);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return { copied, copy };
}

/**
 * @returns whether the text was copied
 * @throws the rejection of `text`
 */
export async function writeClipboard(text: string | Promise<string>): Promise<boolean> {
  try {
    if (typeof text === "string") await navigator.clipboard.writeText(text);
    else await navigator.clipboard.write([textItem(text)]);
    return true;
  } catch {
    // Over plain HTTP browsers have only `execCommand`.
    const field = document.createElement("textarea");
    field.value = await text;
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/** Safari lets a page write only at once after a press, so a text that is still to come is passed as a promise. */
function textItem(text: Promise<string>): ClipboardItem {
  return new ClipboardItem({ "text/plain": text.then((value) => new Blob([value], { type: "text/plain" })) });
}
