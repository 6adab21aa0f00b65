const DOTLESS = new Set(["gmail.com", "googlemail.com"]);

/** One name for all addresses of a mailbox, used for limits only: `a+b@x` is `a@x`, and Gmail ignores dots. */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf("@");
  const domain = email.slice(at + 1).toLowerCase();
  const [name = ""] = email.slice(0, at).toLowerCase().split("+");
  return DOTLESS.has(domain) ? `${name.replaceAll(".", "")}@gmail.com` : `${name}@${domain}`;
}
