import { z } from "zod";
import { refuseEngines } from "#access/door/admission";
import { EVENT_USES_ENGINES, type EventName, type IdentityFor, identityFor } from "#access/identity";
import { requestsTotal } from "#platform/metrics";
import type { Ack, Refusal } from "#protocol/refusal";
import { isOutOfMemory } from "#redis/connection";
import type { Gateway, GatewaySocket } from "./context";
import type { SocketTurns } from "./limits/turns";

export type Answer<T extends object> = Ack<T>;

export function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

/**
 * Lets `handle` answer one kind of event, for the kind of identity that it is for: what arrives is
 * checked against the schema first, then whether this person may use the engines where the event does; every outcome is an acknowledgement, and whatever fails behind us is
 * answered as `unavailable`, logged and counted; that Redis has no memory left is answered as `full`.
 */
export function answering<E extends EventName, S extends z.ZodType, T extends object>(
  event: E,
  schema: S,
  handle: (
    gateway: Gateway,
    socket: GatewaySocket,
    request: z.output<S>,
    identity: IdentityFor<E>,
  ) => Promise<Answer<T>>,
) {
  return (gateway: Gateway, socket: GatewaySocket) =>
    async (request: unknown, ack: unknown): Promise<void> => {
      const answer = await toAnswer(gateway, socket, request);
      requestsTotal.inc({ event, outcome: answer.ok ? "ok" : answer.refusal.kind });
      if (typeof ack === "function") ack(answer);
    };

  function take(turns: SocketTurns, task: () => Promise<Answer<T>>): Promise<Answer<T> | null> | null {
    if (event === "chunk" || event === "lost") return turns.takeSound(task);
    // The mailbox takes the end of a session only after its last chunk.
    return event === "stop" ? turns.takeAfterSound(task) : turns.take(task);
  }

  async function toAnswer(gateway: Gateway, socket: GatewaySocket, request: unknown): Promise<Answer<T>> {
    // Sound has limits of its own, by its length.
    const reached = event === "chunk" ? null : socket.data.allowance.spend();
    if (reached) return refuse({ kind: "too-many", ...reached });
    if (!identityFor(event, socket.data.identity)) return refuse({ kind: "unauthenticated" });
    const checked = schema.safeParse(request);
    if (!checked.success) return refuse({ kind: "invalid", message: z.prettifyError(checked.error) });
    const handleNow = async (): Promise<Answer<T>> => {
      // Who it is may have changed while the request waited.
      const identity = identityFor(event, socket.data.identity);
      if (!identity) return refuse({ kind: "unauthenticated" });
      const refusal = EVENT_USES_ENGINES[event] && (await refuseEngines(identity));
      return refusal ? refuse(refusal) : handle(gateway, socket, checked.data, identity);
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
