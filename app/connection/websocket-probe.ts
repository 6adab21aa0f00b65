import { Socket } from "engine.io-client";

/** Longer than a websocket takes to open, ms. */
const OPENS_WITHIN_MS = 5_000;

/** Whether a websocket opens to this address at the moment. @returns a function that gives up, and calls back no more */
export function probeWebsocket(address: string | undefined, then: (opens: boolean) => void): () => void {
  // An empty address is the origin of the page.
  const probe = new Socket(address ?? "", { transports: ["websocket"], path: "/socket.io" });
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
