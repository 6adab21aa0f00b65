import { createTransport } from "nodemailer";
import type { WebEnv } from "#platform/env";
import { codeOf, type Log } from "#platform/log";
import { limits } from "./limits";

/** `isNotice`: tells the owner what happened in the account. A stranger can ask for every other letter. */
export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly isNotice?: boolean;
};

/** Sends a letter on its way and does not wait: how long it takes would tell whether there is such an account. */
export type Mail = (letter: Letter) => void;

/** Null where no mail can be sent. */
export function createMail(env: WebEnv, log: Log): Mail | null {
  if (!env.SMTP_URL || !env.MAIL_FROM) return null;
  const transport = createTransport(env.SMTP_URL);
  const from = env.MAIL_FROM;
  return (letter) => {
    // The answer of a mail server names the address.
    const { isNotice = false, ...message } = letter;
    const send = async () => {
      const reached = await limits().writeTo(letter.to, isNotice ? "notice" : "asked");
      if (reached) log.warn({ isNotice }, "letter withheld: its address has had its letters of this hour or day");
      else await transport.sendMail({ from, ...message });
    };
    send().catch((err: unknown) => log.error({ code: codeOf(err) }, "mail not sent"));
  };
}
