import type { LimitName, Refusal } from "#protocol/refusal";

/** It did not work; the message is a sentence for whoever typed the command. */
export class SpeakError extends Error {
  override readonly name = "SpeakError";
}

const LIMITS: Record<LimitName, string> = {
  "live-sessions": "too many sessions are live already",
  sessions: "so many sessions have been made in this hour",
  connections: "so many pages of this person are connected",
  "audio-minutes": "the budget for speech recognition is used up",
  "sign-ins": "too many people have signed in from this address",
  requests: "that was too often",
  links: "so many links have been made today",
  readers: "too many people read by this link",
  joins: "too many people have opened a link from this address",
  files: "too many files have been made",
  passwords: "too many wrong passwords",
};

export function refusalText(refusal: Refusal): string {
  switch (refusal.kind) {
    case "unsupported-language":
      return `The engines of this server cannot do ${refusal.lang}.`;
    case "no-capacity":
    case "full":
      return "No capacity: as many people speak as this server can hear. Try again in a moment.";
    case "too-many":
      return `A limit of the server is reached: ${LIMITS[refusal.limit]}${later(refusal.retryAfterSeconds)}.`;
    case "superseded":
      return "Another client speaks in this session now.";
    case "over":
      return "The session ended before everything was said.";
    case "blocked":
      return "An administrator of this server has blocked you.";
    case "not-admitted":
      return refusal.lacking === "account"
        ? "Only people with an account can start sessions on this server: name yours with --account."
        : "Only invited people can start sessions on this server: name an account that is invited with --account.";
    case "not-found":
      return "The session is not there any more.";
    case "unauthenticated":
      return "The server does not know this client any more.";
    case "unavailable":
      return "The server has a problem of its own and cannot answer.";
    default:
      return `The server refused a request (${refusal.kind}): are it and this command of the same version?`;
  }
}

function later(seconds: number | null): string {
  return seconds === null ? "" : `; try again in ${seconds} s`;
}
