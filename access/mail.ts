import { createTransport } from "nodemailer";
import type { WebEnv } from "#platform/env";
import { codeOf, type Log } from "#platform/log";
import { limits } from "./limits";

/** `isNotice`: a notice to the owner about the account. A stranger can request every other letter. */
export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly isNotice?: boolean;
};

/** Sends a letter and does not wait: the time would reveal whether the account exists. */
export type Mail = (letter: Letter) => void;

/** Null if no mail is set up. */
export function createMail(env: WebEnv, log: Log): Mail | null {
  if (!env.SMTP_URL || !env.MAIL_FROM) return null;
  const transport = createTransport(env.SMTP_URL);
  const from = env.MAIL_FROM;
  return (letter) => {
    // The answer of a mail server contains the address, so it is not logged.
    const { isNotice = false, ...message } = letter;
    const send = async () => {
      const reached = await limits().writeTo(letter.to, isNotice ? "notice" : "asked");
      if (reached) log.warn({ isNotice }, "letter withheld: its address has had its letters of this hour or day");
      else await transport.sendMail({ from, ...message });
    };
    send().catch((err: unknown) => log.error({ code: codeOf(err) }, "mail not sent"));
  };
}
