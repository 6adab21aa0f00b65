import type { ClientToServerEvents } from "#protocol/requests";
import type { Scope } from "#protocol/share";
import type { User } from "./user";

/** The rights of a valid link, for the holder of its token. */
export type Grant = {
  readonly linkId: string;
  readonly sessionId: string;
  readonly scope: Scope;
  readonly mayExport: boolean;
  readonly passwordHash: string | null;
  /** Time until the link expires, counted from the moment at which it was read, ms; null: never. */
  readonly msLeft: number | null;
};

/** The owner of a socket or a request. */
export type Identity =
  | {
      readonly kind: "user";
      readonly user: User;
      /** The only sessions that an older connection may continue with: it was opened before the account was made. */
      readonly only?: ReadonlySet<string>;
    }
  /** `isUnlocked`: the link has no password, or it was given. */
  | { readonly kind: "reader"; readonly grant: Grant; readonly isUnlocked: boolean };

export type EventName = keyof ClientToServerEvents;

/** The kind of identity that may send each event. Others are refused. */
export const EVENT_IS_FOR = {
  start: "user",
  join: "user",
  speak: "user",
  chunk: "user",
  lost: "user",
  pause: "user",
  stop: "user",
  speakIn: "user",
  translateInto: "user",
  translateDrafts: "user",
  correct: "user",
  earlier: "user",
  split: "user",
  merge: "user",
  remove: "user",
  delete: "user",
  forget: "user",
  overview: "user",
  block: "user",
  expel: "user",
  share: "user",
  links: "user",
  relabel: "user",
  revoke: "user",
  unlock: "reader",
  read: "reader",
} as const satisfies Record<EventName, Identity["kind"]>;

/**
 * The events that make the engines work, now or later: only admitted people may send them (access/door/admission.ts).
 * `chunk` depends on an earlier `speak`. Stopping, deleting and leaving are always allowed.
 */
export const EVENT_USES_ENGINES = {
  start: true,
  speak: true,
  speakIn: true,
  translateInto: true,
  translateDrafts: true,
  correct: true,
  split: true,
  merge: true,
  join: false,
  chunk: false,
  lost: false,
  pause: false,
  stop: false,
  earlier: false,
  remove: false,
  delete: false,
  forget: false,
  overview: false,
  block: false,
  expel: false,
  share: false,
  links: false,
  relabel: false,
  revoke: false,
  unlock: false,
  read: false,
} as const satisfies Record<EventName, boolean>;

export type IdentityFor<E extends EventName> = Extract<Identity, { kind: (typeof EVENT_IS_FOR)[E] }>;

/** Events that are not about one session. An older connection may not send them for an account. */
const BEYOND_SESSIONS: ReadonlySet<EventName> = new Set<EventName>(["start", "forget", "overview", "block", "expel"]);

/** The identity if it may send an event, else null. */
export function identityFor<E extends EventName>(event: E, identity: Identity): IdentityFor<E> | null {
  if (identity.kind === "user" && identity.only && BEYOND_SESSIONS.has(event)) return null;
  return identity.kind === EVENT_IS_FOR[event] ? (identity as IdentityFor<E>) : null;
}
