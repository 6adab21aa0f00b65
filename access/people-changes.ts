import { processWide } from "#platform/process-wide";

/** What open sockets have to be told of the people they belong to. */
export type PeopleChange =
  /** These sign-ins are over. */
  | { readonly kind: "signed-out"; readonly authSessionIds: readonly string[] }
  /** An administrator blocked or removed this person. */
  | { readonly kind: "blocked"; readonly userId: string }
  /** One sign-in took the place of another in the same browser. */
  | { readonly kind: "renewed"; readonly from: string; readonly to: string }
  /** Everything of an anonymous person belongs to an account now; `openSessions` are those of the person that go on. */
  | {
      readonly kind: "moved";
      readonly from: string;
      readonly to: string;
      readonly authSessionId: string;
      readonly openSessions: readonly string[];
    };

type Tell = (change: PeopleChange) => void;

const listener = processWide<Tell>("people-changes");

/** Tells the gateways. Pages and route handlers have no way to them but this. */
export function tellGateways(change: PeopleChange): void {
  listener.get()(change);
}

export function onPeopleChange(tell: Tell): void {
  listener.set(tell);
}
