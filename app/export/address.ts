/** The pass of a link with a password; addresses are logged, headers are not. */
export const PASS_HEADER = "x-link-pass";

/** Where the reader of a link gets a file, in the language that is read; null: as it was spoken. */
export function linkExportAddress(token: string, choice: { format: string; lang: string | null; original: boolean }) {
  const { format, lang, original } = choice;
  const asked = { format, ...(lang !== null && { lang, original: original ? "1" : "0" }) };
  return `/r/${encodeURIComponent(token)}/export?${new URLSearchParams(asked)}`;
}
