import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** The metrics of this process. No label ever holds words, tokens or ids. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

export const requestsTotal = new Counter({
  name: "interline_requests_total",
  help: "Socket events by outcome: ok, or the kind of refusal",
  labelNames: ["event", "outcome"] as const,
  registers: [metrics],
});

export const unreadableMessagesTotal = new Counter({
  name: "interline_unreadable_messages_total",
  help: "Messages that pages could not parse, by their event, as the pages report them",
  labelNames: ["event"] as const,
  registers: [metrics],
});

export const exportsTotal = countOutcomes(
  "interline_exports_total",
  "Files made of sessions by outcome: made, cancelled, failed, or refused because too many are under way",
  ["made", "cancelled", "failed", "refused"],
);

export const joinCodesTotal = countOutcomes(
  "interline_join_codes_total",
  "Short codes of links that were typed: right, wrong, or refused because too many were wrong",
  ["right", "wrong", "refused"],
);

export const socketsNow = new Gauge({
  name: "interline_sockets",
  help: "Sockets connected to this process",
  registers: [metrics],
});

/** An outcome that has not happened yet is 0, not absent: Prometheus sees no increase from absent to 1. */
function countOutcomes(name: string, help: string, outcomes: readonly string[]) {
  const counter = new Counter({ name, help, labelNames: ["outcome"] as const, registers: [metrics] });
  for (const outcome of outcomes) counter.inc({ outcome }, 0);
  return counter;
}
