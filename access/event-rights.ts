import type { ClientToServerEvents } from "#protocol/client-events";
import type { Identity } from "./identity";

export type EventName = keyof ClientToServerEvents;

/** The session, or the link, that a request is about. */
export type Subject = { readonly sessionId: string } | { readonly linkId: string };

/**
 * `owner`: a user, and only the owner of the session or link that the request names (`isOwnerOf` in
 * access/links/session-access.ts).
 */
type EventKind = Identity["kind"] | "owner";

/**
 * An event whose request names a session or a link is for the owner of it. A request that names neither has no owner to
 * check.
 */
type KindOf<Request> = Request extends Subject ? "owner" : Exclude<EventKind, "owner">;

/** The kind of identity that may send each event. `gateway/answer.ts` refuses others. */
export const EVENT_IS_FOR = {
  "session:start": "user",
  "session:join": "owner",
  speak: "owner",
  chunk: "user",
  lost: "user",
  pause: "user",
  stop: "owner",
  "session:continue": "owner",
  "session:speak-in": "owner",
  "session:translate-into": "owner",
  "session:translate-drafts": "owner",
  "segment:correct": "owner",
  "segment:earlier-texts": "owner",
  "segment:uncertain-words": "owner",
  "segment:split": "owner",
  "segment:merge": "owner",
  "segment:delete": "owner",
  "session:delete": "owner",
  "sound:stop": "owner",
  "sound:delete": "owner",
  "person:delete-own": "user",
  "admin:overview": "user",
  "admin:block": "user",
  "admin:delete-person": "user",
  "link:create": "owner",
  "link:list": "owner",
  "link:label": "owner",
  "link:give-code": "owner",
  "link:revoke": "owner",
  "link:restore": "owner",
  "link:unlock": "reader",
  "link:read-code": "reader",
  "link:read": "reader",
} as const satisfies { readonly [E in EventName]: KindOf<Parameters<ClientToServerEvents[E]>[0]> };

/**
 * The events that make the engines work, now or later: only admitted people may send them
 * (access/admission/admission.ts). `chunk` depends on an earlier `speak`. Stopping and deleting are always allowed.
 */
export const EVENT_USES_ENGINES = {
  "session:start": true,
  speak: true,
  "session:continue": true,
  "session:speak-in": true,
  "session:translate-into": true,
  "session:translate-drafts": true,
  "segment:correct": true,
  "segment:split": true,
  "segment:merge": true,
  "session:join": false,
  chunk: false,
  lost: false,
  pause: false,
  stop: false,
  "segment:earlier-texts": false,
  "segment:uncertain-words": false,
  "segment:delete": false,
  "session:delete": false,
  "sound:stop": false,
  "sound:delete": false,
  "person:delete-own": false,
  "admin:overview": false,
  "admin:block": false,
  "admin:delete-person": false,
  "link:create": false,
  "link:list": false,
  "link:label": false,
  "link:give-code": false,
  "link:revoke": false,
  "link:restore": false,
  "link:unlock": false,
  "link:read-code": false,
  "link:read": false,
} as const satisfies Record<EventName, boolean>;

export type IdentityFor<E extends EventName> = Extract<
  Identity,
  { kind: (typeof EVENT_IS_FOR)[E] extends "reader" ? "reader" : "user" }
>;

/** Events that are not about one session. An older connection may not send them for an account. */
const BEYOND_SESSIONS: ReadonlySet<EventName> = new Set<EventName>([
  "session:start",
  "person:delete-own",
  "admin:overview",
  "admin:block",
  "admin:delete-person",
]);

/** The identity if it is of the kind that an event is for, else null. Ownership is checked separately. */
export function identityFor<E extends EventName>(event: E, identity: Identity): IdentityFor<E> | null {
  if (identity.kind === "user" && identity.only && BEYOND_SESSIONS.has(event)) return null;
  const kind = EVENT_IS_FOR[event] === "reader" ? "reader" : "user";
  return identity.kind === kind ? (identity as IdentityFor<E>) : null;
}

/** Whether only the owner of the request's subject may send an event. */
export function isForOwner(event: EventName): boolean {
  return EVENT_IS_FOR[event] === "owner";
}
