"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { EMPTY_TRANSCRIPT, reduce, type Transcript } from "#protocol/reduce";
import type { Changes } from "#protocol/transcript";
import { connect } from "./connect";
import type { Connection } from "./connection";
import { SessionClient, type SessionSnapshot } from "./session-client";

export type FollowedSession = {
  /** Null until the page has opened its connection. */
  readonly connection: Connection | null;
  readonly client: SessionClient | null;
  readonly snapshot: SessionSnapshot | null;
  readonly transcript: Transcript;
};

/** A session as the server rendered it, with every later change. A session that is over gets corrections too. */
export function useSession(initial: Changes): FollowedSession {
  const sessionId = initial.session.id;
  const [followed, setFollowed] = useState<{ connection: Connection; client: SessionClient } | null>(null);
  useEffect(() => {
    const connection = connect();
    const client = new SessionClient({ connection, sessionId });
    setFollowed({ connection, client });
    return () => {
      client.close();
      connection.close();
      setFollowed(null);
    };
  }, [sessionId]);

  const snapshot = useSyncExternalStore(
    followed?.client.subscribe ?? never,
    followed?.client.getSnapshot ?? nothing,
    nothing,
  );
  const latest = snapshot?.transcript ?? EMPTY_TRANSCRIPT;
  const isGone = snapshot?.access === "deleted";
  // The server's rendering is applied like the answer to a read from the beginning.
  const transcript = useMemo(
    () => (isGone ? EMPTY_TRANSCRIPT : reduce(latest, { type: "changes", changes: initial })),
    [latest, initial, isGone],
  );
  return { connection: followed?.connection ?? null, client: followed?.client ?? null, snapshot, transcript };
}

const never = () => () => {};
const nothing = () => null;
