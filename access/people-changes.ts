import { processWide } from "#platform/process-wide";

/** Changes of people that affect open sockets. */
export type PeopleChange =
  /** These sign-ins have ended. */
  | { readonly kind: "signed-out"; readonly authSessionIds: readonly string[] }
  /** An administrator blocked or removed this person. */
  | { readonly kind: "blocked"; readonly userId: string }
  /** One sign-in replaced another in the same browser. */
  | { readonly kind: "renewed"; readonly from: string; readonly to: string }
  /** An account now owns everything of an anonymous person; `openSessions` are the person's sessions that continue. */
  | {
      readonly kind: "moved";
      readonly from: string;
      readonly to: string;
      readonly authSessionId: string;
      readonly openSessions: readonly string[];
    };

type Tell = (change: PeopleChange) => void;

const listener = processWide<Tell>("people-changes");

/** Tells the gateways about a change. Pages and route handlers reach the gateways only in this way. */
export function tellGateways(change: PeopleChange): void {
  listener.get()(change);
}

export function onPeopleChange(tell: Tell): void {
  listener.set(tell);
}
