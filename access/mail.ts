import { createTransport } from "nodemailer";
import type { WebEnv } from "#platform/env";
import type { Log } from "#platform/log";

export type Letter = { readonly to: string; readonly subject: string; readonly text: string };

/** Sends a letter on its way and does not wait: how long it takes would tell whether there is such an account. */
export type Mail = (letter: Letter) => void;

/** Null where no mail can be sent. */
export function createMail(env: WebEnv, log: Log): Mail | null {
  if (!env.SMTP_URL || !env.MAIL_FROM) return null;
  const transport = createTransport(env.SMTP_URL);
  const from = env.MAIL_FROM;
  return (letter) => {
    // The answer of a mail server names the address.
    transport
      .sendMail({ from, ...letter })
      .catch((err: unknown) =>
        log.error({ code: err instanceof Error && "code" in err ? err.code : null }, "mail not sent"),
      );
  };
}
