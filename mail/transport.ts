import { createTransport } from "nodemailer";
import type { WebEnv } from "#platform/env";
import { codeOf, type Log } from "#platform/log";

/** `isNotice`: a notice to the owner about the account. A stranger can request every other letter. */
export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly isNotice?: boolean;
};

/**
 * Sends a letter without waiting for it: the time that it takes would tell whether an account exists. A failure is logged.
 * @param asking headers of the request that asked for the letter, for the limits per address and device
 */
export type Mail = (letter: Letter, asking?: Headers | null) => void;

/** Counts a letter. @returns whether its mailbox or the asking address has reached the limit of letters */
export type LetterLimit = (letter: Letter, asking: Headers | null | undefined) => Promise<boolean>;

/** @returns null when SMTP_URL or MAIL_FROM is not set */
export function createMail(env: WebEnv, log: Log, hasReachedLimit: LetterLimit): Mail | null {
  if (!env.SMTP_URL || !env.MAIL_FROM) return null;
  const transport = createTransport(env.SMTP_URL);
  const from = env.MAIL_FROM;
  return (letter, asking) => {
    // Log the code only: the answer of a mail server may name the address.
    const { isNotice = false, ...message } = letter;
    const send = async () => {
      if (await hasReachedLimit(letter, asking))
        log.warn({ isNotice }, "letter not sent: its address has reached its limit of letters");
      else await transport.sendMail({ from, ...message });
    };
    send().catch((err: unknown) => log.error({ code: codeOf(err) }, "could not send a letter"));
  };
}
