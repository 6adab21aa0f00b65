"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { linkPassStore } from "./link-pass-store";
import { openLink } from "./open-link";
import type { ReaderClient, ReaderSnapshot } from "./reader-client";
import { readChoices, wantedLanguages } from "./reading-choices";

export type Reader = { readonly client: ReaderClient; readonly snapshot: ReaderSnapshot };

/** Opens the link for as long as the page is there. Null until it is open. */
export function useReader(token: string): Reader | null {
  const [client, setClient] = useState<ReaderClient | null>(null);
  useEffect(() => {
    const wanted = wantedLanguages(readChoices(), navigator.languages);
    const opened = openLink({ token, wanted, passes: linkPassStore(token) });
    setClient(opened.client);
    return () => {
      opened.close();
      setClient(null);
    };
  }, [token]);
  const snapshot = useSyncExternalStore(client?.subscribe ?? never, client?.getSnapshot ?? nothing, nothing);
  return client && snapshot && { client, snapshot };
}

const never = () => () => {};
const nothing = () => null;
