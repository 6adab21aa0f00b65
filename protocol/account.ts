import { z } from "zod";

/** A normalised e-mail address, so that one person has one however it is typed. */
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/**
 * Suffix of the stored address of an account whose unproved address was given to its real owner
 * (`store/people/accounts.ts`). RFC 2606 reserves `.invalid`, so no person has such an address.
 */
export const DISPLACED = ".unverified.invalid";

/** An address that a new account, or a change of address, may have. */
const NewEmail = Email.refine((email) => !email.endsWith(".invalid"));

/** Lengths of a new password. The maximum bounds the cost of hashing. */
export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 128;
export const Password = z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD);

/** A person's name, on one line. */
export const PersonName = z
  .string()
  .trim()
  .max(100)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are refused
  .regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/u);

/** Makes an account of the anonymous person who sends it, with all of their data. */
export const CreateAccountRequest = z.strictObject({ email: NewEmail, password: Password });

/** Confirms an address by the token of a mailed link. The password proves that the same person chose it. */
export const ConfirmRequest = z.strictObject({ token: z.string().min(1).max(200), password: z.string().max(1_000) });

/** Sets a new password by the recovery code, which was shown once. */
export const RecoverRequest = z.strictObject({
  email: Email,
  code: z.string().max(100),
  newPassword: Password,
});

export const ChangeEmailRequest = z.strictObject({ password: z.string().max(1_000), email: NewEmail });

/** `which`: the id of a sign-in, or "others": all except the one that asks. */
export const EndSignInsRequest = z.strictObject({ which: z.string().min(1).max(100) });

/** Another name for a sign-in or a passkey. Empty: a sign-in is named after its browser and system. */
export const NameDeviceRequest = z.strictObject({
  what: z.enum(["sign-in", "passkey"]),
  id: z.string().min(1).max(100),
  name: PersonName,
});

/** Maximum passkeys per account; far more than a person has devices and password managers. */
export const MOST_PASSKEYS = 20;

/** The password that was typed; accounts without one send an empty text. */
const TypedPassword = z.string().max(1_000);

export const ChangePasswordRequest = z.strictObject({ password: TypedPassword, newPassword: Password });

/** The options with which the browser makes a passkey. */
export const PasskeyOptionsRequest = z.strictObject({ password: TypedPassword });

/** `response`: what the browser made of the options. */
export const AddPasskeyRequest = z.strictObject({ name: PersonName.min(1), response: z.looseObject({}) });

export const RemovePasskeyRequest = z.strictObject({ id: z.string().min(1).max(100), password: TypedPassword });

export const ACCOUNT_REFUSALS = [
  "invalid",
  "unauthenticated",
  /** Another account has this address. */
  "taken",
  /** Wrong address, password or code; the answer does not say which. */
  "wrong",
  /** The new password is one of the most common ones. */
  "common",
  /** An administrator blocked the account. */
  "blocked",
  /** The account has no password, and this sign-in is not a new one. */
  "sign-in-again",
  /** The account has the maximum number of passkeys (`MOST_PASSKEYS`). */
  "too-many-passkeys",
  "too-many",
  "unavailable",
] as const;
export type AccountRefusal = (typeof ACCOUNT_REFUSALS)[number];

/**
 * `code`: the new recovery code, shown once; null if mail replaces it. `mailed`: the person has to open a link first.
 * `options`: the options with which a browser creates a passkey.
 */
export type AccountAnswer =
  | { readonly ok: true; readonly code: string | null; readonly mailed: boolean; readonly options?: object }
  | { readonly ok: false; readonly why: AccountRefusal };
