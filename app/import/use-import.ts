"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ImportFault } from "#protocol/import";
import type { Refusal } from "#protocol/refusal";
import { signInAnonymously } from "../connection/begin-session";
import type { ImportOutcome, ImportProgress, ImportRequest } from "./import-recording";

export type ImportState =
  | { readonly kind: "idle" }
  | { readonly kind: "working"; readonly name: string; readonly size: number; readonly progress: ImportProgress }
  | { readonly kind: "failed"; readonly name: string; readonly fault: ImportFault }
  | { readonly kind: "refused"; readonly refusal: Refusal };

const BEGINNING: ImportProgress = { kind: "uploading", sent: 0, isCut: false };

/**
 * The import of one recording on this page.
 * @param isKnown whether the browser had a sign-in when the server rendered the page
 * @param onStarted gets the id of the session
 */
export function useImport(isKnown: boolean, onStarted: (sessionId: string) => void) {
  const [state, setState] = useState<ImportState>({ kind: "idle" });
  const isSignedIn = useRef(isKnown);
  const cancelling = useRef<AbortController | null>(null);
  const isWorking = state.kind === "working";

  useEffect(() => {
    if (!isWorking) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isWorking]);

  const begin = useCallback(
    async (file: File, request: ImportRequest) => {
      if (cancelling.current) return;
      const cancel = new AbortController();
      cancelling.current = cancel;
      const { name, size } = file;
      const show = (progress: ImportProgress) => {
        if (!cancel.signal.aborted) setState({ kind: "working", name, size, progress });
      };
      show(BEGINNING);
      const outcome = await importSignedIn(isSignedIn, (importRecording) =>
        importRecording(file, request, show, cancel.signal),
      );
      cancelling.current = null;
      if (outcome.ok) onStarted(outcome.sessionId);
      else if ("cancelled" in outcome) setState({ kind: "idle" });
      else if ("fault" in outcome) setState({ kind: "failed", name, fault: outcome.fault });
      else setState({ kind: "refused", refusal: outcome.refusal });
    },
    [onStarted],
  );
  const refuse = useCallback((refusal: Refusal) => setState({ kind: "refused", refusal }), []);
  return { state, begin, refuse, cancel: () => cancelling.current?.abort() };
}

type Import = typeof import("./import-recording")["importRecording"];

/** Imports as the person of this browser. Signs in anonymously first if there is none. */
async function importSignedIn(
  isSignedIn: { current: boolean },
  act: (importRecording: Import) => Promise<ImportOutcome>,
): Promise<ImportOutcome> {
  // The upload is loaded only when a file is chosen.
  const { importRecording } = await import("./import-recording").catch(() => ({ importRecording: null }));
  if (!importRecording) return { ok: false, refusal: { kind: "unavailable" } };
  if (isSignedIn.current) {
    const outcome = await act(importRecording);
    // The sign-in may have ended since the server rendered the page.
    if (outcome.ok || !("refusal" in outcome) || outcome.refusal.kind !== "unauthenticated") return outcome;
  }
  const refusal = await signInAnonymously();
  if (refusal) return { ok: false, refusal };
  isSignedIn.current = true;
  return act(importRecording);
}
