import { io, type Socket } from "socket.io-client";
import type { ClientToServerEvents } from "#protocol/client-events";
import type { ServerToClientEvents } from "#protocol/messages";
import { stampOf } from "../engines/stamp";

/** A separate process for readers, so that their CPU time does not count as the product's. */

type ReaderSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

export type ReadersOrder =
  | {
      readonly do: "open";
      readonly url: string;
      readonly link: string;
      readonly lang: string;
      readonly readers: number;
    }
  | { readonly do: "report"; readonly from: number; readonly until: number };

/**
 * One stamped text: the time at which it was made, the time of its last reader, and the number of readers who got it.
 */
export type Arrival = { readonly at: number; readonly last: number; readonly readers: number };
export type ReadersReport =
  | { readonly did: "open"; readonly ms: number }
  | { readonly did: "report"; readonly arrivals: Record<string, Arrival>; readonly broken: number }
  | { readonly did: "fail"; readonly message: string };

const ANSWER_MS = 60_000;
const arrivals = new Map<string, { at: number; last: number; readers: number }>();
let broken = 0;

/**
 * @param had texts that this reader already has: an unchanged draft is sent again, and only its first arrival counts
 */
function arrived(text: string, had: Set<string>): void {
  const found = stampOf(text);
  if (!found || had.has(found.stamp)) return;
  const { stamp, at } = found;
  had.add(stamp);
  const seen = arrivals.get(stamp) ?? { at, last: 0, readers: 0 };
  seen.last = Date.now();
  seen.readers += 1;
  arrivals.set(stamp, seen);
}

async function open(url: string, link: string, lang: string): Promise<void> {
  const socket: ReaderSocket = io(url, { transports: ["websocket"], forceNew: true, auth: { link } });
  socket.on("disconnect", () => {
    broken += 1;
  });
  const had = new Set<string>();
  socket.on("draft", ({ draft }) => arrived(draft.text, had));
  socket.on("translation", ({ translation }) => arrived(translation.text, had));
  const answer = await socket.timeout(ANSWER_MS).emitWithAck("link:read", { wanted: [lang], since: 0 });
  if (!answer.ok) throw new Error(`read: ${JSON.stringify(answer.refusal)}`);
}

async function act(order: ReadersOrder): Promise<ReadersReport> {
  if (order.do === "open") {
    const begun = performance.now();
    await Promise.all(Array.from({ length: order.readers }, () => open(order.url, order.link, order.lang)));
    return { did: "open", ms: performance.now() - begun };
  }
  const within = [...arrivals].filter(([, { at }]) => at >= order.from && at < order.until);
  return { did: "report", arrivals: Object.fromEntries(within), broken };
}

process.on("message", (order: ReadersOrder) => {
  const fail = (error: unknown): ReadersReport => ({ did: "fail", message: String(error) });
  void act(order)
    .catch(fail)
    .then((report) => process.send?.(report));
});
process.once("disconnect", () => process.exit(0));
