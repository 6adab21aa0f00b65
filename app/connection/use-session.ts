"use client";

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
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
  const rendered = useRef(initial);
  useEffect(() => {
    const connection = connect();
    const client = new SessionClient({ connection, sessionId, initial: rendered.current });
    setFollowed({ connection, client });
    return () => {
      client.close();
      connection.close();
      setFollowed(null);
    };
  }, [sessionId]);

  useEffect(() => {
    if (initial === rendered.current || !followed) return;
    rendered.current = initial;
    // A server action has changed the session: the client reads what is new.
    void followed.client.join();
  }, [initial, followed]);

  const snapshot = useSyncExternalStore(
    followed?.client.subscribe ?? never,
    followed?.client.getSnapshot ?? nothing,
    nothing,
  );
  const begun = useMemo(() => reduce(EMPTY_TRANSCRIPT, { type: "changes", changes: initial }), [initial]);
  const isLost = snapshot === null || snapshot.access === "not-found";
  const transcript = isLost ? begun : snapshot.transcript;
  return { connection: followed?.connection ?? null, client: followed?.client ?? null, snapshot, transcript };
}

const never = () => () => {};
const nothing = () => null;
