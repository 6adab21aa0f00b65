import { unreadableMessagesTotal } from "#platform/metrics";
import { UnreadableReport } from "#protocol/unreadable";
import { PROTOCOL_VERSION, VERSION_PARAMETER } from "#protocol/version";
import type { GatewaySocket } from "./context";

/** Whether a page is of a later version than this gateway: a deployment is under way, and another gateway is newer. */
export function isPageNewer(socket: GatewaySocket): boolean {
  return versionOf(socket) > PROTOCOL_VERSION;
}

/** Tells a page of an earlier version to reload, and counts the messages that pages report as unreadable. */
export function followPage(socket: GatewaySocket): void {
  if (versionOf(socket) < PROTOCOL_VERSION) socket.emit("outdated");
  socket.on("unreadable", (sent: unknown) => {
    if (socket.data.allowance.spend()) return;
    const report = UnreadableReport.safeParse(sent);
    if (report.success) unreadableMessagesTotal.inc({ event: report.data.event }, report.data.count);
  });
}

/** A client that names no version is not one of our pages and counts as current. */
function versionOf(socket: GatewaySocket): number {
  const named = socket.handshake.query[VERSION_PARAMETER];
  return typeof named === "string" && /^\d{1,9}$/.test(named) ? Number(named) : PROTOCOL_VERSION;
}
