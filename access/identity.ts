import type { Scope } from "#protocol/share";
import type { User } from "./signed-in-user";

/** The rights of a valid link, for the holder of its token. */
export type Grant = {
  readonly linkId: string;
  readonly sessionId: string;
  readonly scope: Scope;
  readonly mayExport: boolean;
  readonly mayHear: boolean;
  readonly passwordHash: string | null;
  /** Time until the link expires, counted from the moment at which it was read, ms; null: never. */
  readonly msLeft: number | null;
};

/** The person, or the reader of a link, that a socket or a request belongs to. */
export type Identity =
  | {
      readonly kind: "user";
      readonly user: User;
      /** Set for a connection that was opened before the account was made: the only sessions that it may continue with. */
      readonly only?: ReadonlySet<string>;
    }
  /** `isUnlocked`: the link has no password, or it was given. */
  | { readonly kind: "reader"; readonly grant: Grant; readonly isUnlocked: boolean };
