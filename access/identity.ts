import type { ClientToServerEvents } from "#protocol/requests";
import type { Scope } from "#protocol/share";
import type { User } from "./user";

/** A valid link that somebody holds the token of. */
export type Grant = {
  readonly linkId: string;
  readonly sessionId: string;
  readonly scope: Scope;
  readonly mayExport: boolean;
  readonly passwordHash: string | null;
  /** Until the link expires, as of the moment at which it was read, ms; null: never. */
  readonly msLeft: number | null;
};

/** Whom a socket or a request belongs to. */
export type Identity =
  | {
      readonly kind: "user";
      readonly user: User;
      /** All that an older connection may go on with: it knew the person before the account was made. */
      readonly only?: ReadonlySet<string>;
    }
  /** `isUnlocked`: the link has no password, or it was given. */
  | { readonly kind: "reader"; readonly grant: Grant; readonly isUnlocked: boolean };

export type EventName = keyof ClientToServerEvents;

/** Which kind of identity each event of a socket is for; nobody else is answered. */
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
 * Which events make the engines work, now or later: only people who are admitted may use them (access/admission.ts).
 * `chunk` belongs to a `speak` before it. To stop, delete and leave is always allowed.
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

/** What is not about one session, which an older connection may not do for an account. */
const BEYOND_SESSIONS: ReadonlySet<EventName> = new Set<EventName>(["start", "forget", "overview", "block", "expel"]);

/** The identity that may use an event, or null. */
export function identityFor<E extends EventName>(event: E, identity: Identity): IdentityFor<E> | null {
  if (identity.kind === "user" && identity.only && BEYOND_SESSIONS.has(event)) return null;
  return identity.kind === EVENT_IS_FOR[event] ? (identity as IdentityFor<E>) : null;
}
