const DOTLESS = new Set(["gmail.com", "googlemail.com"]);

/** Returns one address for all that reach the same person, for limits only: `a+b@x` is `a@x`, and Gmail ignores dots. */
export function canonicalAddress(email: string): string {
  const at = email.lastIndexOf("@");
  const domain = email.slice(at + 1).toLowerCase();
  const [name = ""] = email.slice(0, at).toLowerCase().split("+");
  return DOTLESS.has(domain) ? `${name.replaceAll(".", "")}@gmail.com` : `${name}@${domain}`;
}
