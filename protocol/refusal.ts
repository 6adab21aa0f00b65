/** Every way in which a request is refused; the page has a sentence for each. */
export type Refusal =
  | { readonly kind: "invalid"; readonly message: string }
  /** Nobody we know, or not somebody who may ask this at all. */
  | { readonly kind: "unauthenticated" }
  /** An administrator blocked this person. */
  | { readonly kind: "blocked" }
  /** Administrators are neither blocked nor removed by another: the role goes first, on the command line. */
  | { readonly kind: "administrator" }
  /** Only people with an account, or those of them who are invited, may use the engines here. */
  | { readonly kind: "not-admitted"; readonly lacking: "account" | "invitation" }
  /** No such session, or not yours; no such link, or one that is not valid any more: they look the same. */
  | { readonly kind: "not-found" }
  /** A link, or the deletion of an account, asks for a password. `isWrong`: it was another one. */
  | { readonly kind: "password"; readonly isWrong: boolean }
  | { readonly kind: "unsupported-language"; readonly lang: string }
  /** Another page speaks now. */
  | { readonly kind: "superseded" }
  /** Chunks arrived out of order: go on with `expected`. */
  | { readonly kind: "expected"; readonly expected: number; readonly credit: number }
  /** The mailbox is full or Redis is out of memory: keep the sound and try again. */
  | { readonly kind: "full" }
  /** No recogniser is free. `place` 1: the next one is for whoever asks; absent: nobody serves. */
  | { readonly kind: "no-capacity"; readonly place?: number }
  | { readonly kind: "too-many"; readonly limit: LimitName; readonly retryAfterSeconds: number | null }
  /** `speak` first. */
  | { readonly kind: "not-speaking" }
  | { readonly kind: "over" }
  /** Somebody else changed this line meanwhile: what it says now, and its rev. */
  | { readonly kind: "edited"; readonly text: string; readonly rev: number }
  /** What a human translated would be joined with nothing: this language's translation of the other line is still owed. */
  | { readonly kind: "untranslated"; readonly lang: string }
  /** Something behind us does not answer: try again. */
  | { readonly kind: "unavailable" };

/** `sessions`: made in an hour; `connections`: of one person at a time; `requests`: of one socket, or of one address in a minute; `links`: made of one session; `readers`: of one link at a time; `joins`: from one address in a minute; `files`: made for one person or link; `passwords`: wrong ones for one link, or tries for one account. */
export type LimitName =
  | "live-sessions"
  | "sessions"
  | "connections"
  | "audio-minutes"
  | "sign-ins"
  | "requests"
  | "links"
  | "readers"
  | "joins"
  | "files"
  | "passwords";

/** An acknowledgement: refusals are answers, never throws. */
export type Ack<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly refusal: Refusal };
