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

export const exportsTotal = new Counter({
  name: "interline_exports_total",
  help: "Files made of sessions by outcome: made, cancelled, failed, or refused because too many are under way",
  labelNames: ["outcome"] as const,
  registers: [metrics],
});

export const joinCodesTotal = new Counter({
  name: "interline_join_codes_total",
  help: "Short codes of links that were typed: right, wrong, or refused because too many were wrong",
  labelNames: ["outcome"] as const,
  registers: [metrics],
});

export const socketsNow = new Gauge({
  name: "interline_sockets",
  help: "Sockets connected to this process",
  registers: [metrics],
});
