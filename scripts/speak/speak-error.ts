import type { LimitName, Refusal } from "#protocol/refusal";

/** An expected error. Its message is a sentence for the person who ran the command. */
export class SpeakError extends Error {
  override readonly name = "SpeakError";
}

const LIMITS: Record<LimitName, string> = {
  "live-sessions": "too many sessions are live already",
  sessions: "so many sessions have been made in this hour",
  connections: "so many pages of this person are connected",
  "audio-minutes": "the budget for speech recognition is used up",
  "sign-ins": "too many people have signed in from this address",
  requests: "too many requests in a short time",
  links: "too many links were made today",
  readers: "too many people read this link",
  joins: "too many people have opened a link from this address",
  files: "too many files were made",
  passwords: "too many wrong passwords",
  codes: "too many wrong codes of links",
};

export function refusalText(refusal: Refusal): string {
  switch (refusal.kind) {
    case "unsupported-language":
      return `The engines of this server do not support ${refusal.lang}.`;
    case "no-capacity":
      return refusal.place === undefined
        ? "No recogniser for this language is running on this server. Try again in a moment."
        : "No capacity: all recognisers of this server are in use. Try again in a moment.";
    case "full":
      return "The server is full. Try again in a moment.";
    case "too-many":
      return `The server has reached a limit: ${LIMITS[refusal.limit]}${later(refusal.retryAfterSeconds)}.`;
    case "superseded":
      return "Another client now speaks in this session.";
    case "over":
      return "The session ended before all sound was sent.";
    case "blocked":
      return "An administrator of this server has blocked you.";
    case "not-admitted":
      return refusal.lacking === "account"
        ? "Only people with an account can start sessions on this server. Name your account with --account."
        : "Only invited people can start sessions on this server. Name an invited account with --account.";
    case "not-found":
      return "The session no longer exists.";
    case "unauthenticated":
      return "The sign-in of this client has ended.";
    case "unavailable":
      return "The server has an internal problem and cannot answer.";
    default:
      return `The server refused a request (${refusal.kind}). Check that the server and this command have the same version.`;
  }
}

function later(seconds: number | null): string {
  return seconds === null ? "" : `; try again in ${seconds} s`;
}
