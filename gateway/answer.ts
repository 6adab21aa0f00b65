import { z } from "zod";
import { refuseEngines } from "#access/admission/admission";
import { EVENT_USES_ENGINES, type EventName, type IdentityFor, identityFor, isForOwner } from "#access/event-rights";
import { isOwnerOf } from "#access/links/session-access";
import { requestsTotal } from "#platform/metrics";
import type { Ack, Refusal } from "#protocol/refusal";
import { isOutOfMemory } from "#redis/connection";
import type { Gateway, GatewaySocket } from "./context";
import type { SocketTurnQueue } from "./limits/turn-queue";

export function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

/**
 * Makes the listener of one event. Before `handle` runs it checks, in this order: the rate, the kind of identity, the
 * request's schema, admission to the engines where the event uses them, and the ownership of the session or link where the
 * event is for its owner. Every outcome is an acknowledgement: an error of `handle` is logged and answered as
 * `unavailable`, and as `full` if Redis is out of memory.
 */
export function answering<E extends EventName, S extends z.ZodType, T extends object>(
  event: E,
  schema: S,
  handle: (gateway: Gateway, socket: GatewaySocket, request: z.output<S>, identity: IdentityFor<E>) => Promise<Ack<T>>,
) {
  return (gateway: Gateway, socket: GatewaySocket) =>
    async (request: unknown, ack: unknown): Promise<void> => {
      const answer = await toAnswer(gateway, socket, request);
      requestsTotal.inc({ event, outcome: answer.ok ? "ok" : answer.refusal.kind });
      if (typeof ack === "function") ack(answer);
    };

  function take(turns: SocketTurnQueue, task: () => Promise<Ack<T>>): Promise<Ack<T> | null> | null {
    if (event === "chunk" || event === "lost") return turns.takeSound(task);
    // The mailbox takes the end of a session only after its last chunk.
    return event === "stop" ? turns.takeAfterSound(task) : turns.take(task);
  }

  async function toAnswer(gateway: Gateway, socket: GatewaySocket, request: unknown): Promise<Ack<T>> {
    // Sound has limits of its own, by its length.
    const reached = event === "chunk" ? null : socket.data.allowance.spend();
    if (reached) return refuse({ kind: "too-many", ...reached });
    if (!identityFor(event, socket.data.identity)) return refuse({ kind: "unauthenticated" });
    const checked = schema.safeParse(request);
    if (!checked.success) return refuse({ kind: "invalid", message: z.prettifyError(checked.error) });
    const handleNow = async (): Promise<Ack<T>> => {
      // The identity may have changed while the request waited.
      const identity = identityFor(event, socket.data.identity);
      if (!identity) return refuse({ kind: "unauthenticated" });
      const refusal = EVENT_USES_ENGINES[event] && (await refuseEngines(identity));
      if (refusal) return refuse(refusal);
      if (isForOwner(event) && !(await isOwnerOf(identity, checked.data))) return refuse({ kind: "not-found" });
      return handle(gateway, socket, checked.data, identity);
    };
    try {
      const answer = await take(socket.data.turns, handleNow);
      return answer ?? refuse({ kind: "too-many", limit: "requests", retryAfterSeconds: 1 });
    } catch (err) {
      if (isOutOfMemory(err)) return refuse({ kind: "full" });
      gateway.log.error({ err, event }, "a request could not be answered");
      return refuse({ kind: "unavailable" });
    }
  }
}
