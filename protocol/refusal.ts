/**
 * Every way in which a request is refused. `app/wording/use-refusal-text.ts` gives each its sentence; kinds that a page handles
 * itself (`expected`, `not-speaking`, `edited`) share that of `invalid`.
 */
export type Refusal =
  | { readonly kind: "invalid"; readonly message: string }
  /** No valid sign-in, or one of a kind that this request is not for. */
  | { readonly kind: "unauthenticated" }
  /** An administrator blocked this person. */
  | { readonly kind: "blocked" }
  /** An administrator cannot be blocked or removed; take the role away first, on the command line. */
  | { readonly kind: "administrator" }
  /** Only people with an account, or invited people, may use the engines here. `lacking` says which. */
  | { readonly kind: "not-admitted"; readonly lacking: "account" | "invitation" }
  /** No such session, or another person's; no such link, or one that is no longer valid. They look the same. */
  | { readonly kind: "not-found" }
  /** A link, or the deletion of an account, requires a password. `isWrong`: another password was given. */
  | { readonly kind: "password"; readonly isWrong: boolean }
  | { readonly kind: "unsupported-language"; readonly lang: string }
  /** Another page has spoken since. `arrived`: the last chunk of the old take that arrived; absent: unknown. */
  | { readonly kind: "superseded"; readonly arrived?: number }
  /** Another page speaks: sound that an earlier page left has to wait. */
  | { readonly kind: "occupied" }
  /** Chunks arrived out of order; continue with `expected`. */
  | { readonly kind: "expected"; readonly expected: number; readonly credit: number }
  /** The mailbox is full, or Redis is out of memory. Keep the sound and try again. */
  | { readonly kind: "full" }
  /** No recogniser is free. `place` 1: the next free one is yours; absent: no worker recognises this language. */
  | { readonly kind: "no-capacity"; readonly place?: number }
  | { readonly kind: "too-many"; readonly limit: LimitName; readonly retryAfterSeconds: number | null }
  /** Send `speak` first. */
  | { readonly kind: "not-speaking" }
  /** The session has ended. `arrived`: as above, of the take that was asked for. */
  | { readonly kind: "over"; readonly arrived?: number }
  /** The session is paused until a person presses Resume. */
  | { readonly kind: "paused" }
  /** Another person changed this segment meanwhile: its present text and rev. */
  | { readonly kind: "edited"; readonly text: string; readonly rev: number }
  /** A human's translation would be joined with a translation in this language that is still owed. */
  | { readonly kind: "untranslated"; readonly lang: string }
  /** A service of the server does not answer. Try again. */
  | { readonly kind: "unavailable" };

/** The limits that a request may reach. */
export type LimitName =
  /** Sessions of one person, or from one address, that are live at a time. */
  | "live-sessions"
  /** Sessions made in an hour. */
  | "sessions"
  /** Connections of one person at a time. */
  | "connections"
  /** The budget for speech recognition. */
  | "audio-minutes"
  /** Anonymous sign-ins from one address in an hour. */
  | "sign-ins"
  /** Requests of one socket, or of one address in a minute. */
  | "requests"
  /** Links made of one session in a day. */
  | "links"
  /** Readers of one link at a time. */
  | "readers"
  /** Openings of link pages, or connections of readers, from one address in a minute. */
  | "joins"
  /** Files made for one person or link in a minute. */
  | "files"
  /** Wrong passwords of one link, attempts for one account, sign-ins by passkey, or letters to one mailbox. */
  | "passwords"
  /** Wrong short codes from one address, or from all. */
  | "codes";

/** An acknowledgement. Refusals are answers, never exceptions. */
export type Ack<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly refusal: Refusal };
