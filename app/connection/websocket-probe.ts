import { Socket, type SocketOptions } from "engine.io-client";

/** Longer than a websocket takes to open, ms. */
const OPENS_WITHIN_MS = 5_000;

/**
 * Whether a websocket opens at the moment.
 * @param options of a connection to the same gateway
 * @returns a function that gives up, and calls back no more
 */
export function probeWebsocket(options: Partial<SocketOptions>, then: (opens: boolean) => void): () => void {
  const probe = new Socket({ ...options, transports: ["websocket"] });
  let isOver = false;
  const end = (opens: boolean | null) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    probe.close();
    if (opens !== null) then(opens);
  };
  const timer = setTimeout(() => end(false), OPENS_WITHIN_MS);
  probe.on("open", () => end(true));
  probe.on("error", () => end(false));
  probe.on("close", () => end(false));
  return () => end(null);
}
