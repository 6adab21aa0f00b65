const RIGHT_TO_LEFT = new Set(["ar", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"]);

/** The writing direction of a language's script. */
export function direction(tag: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(tag.split("-", 1)[0] ?? tag) || /-Arab\b/.test(tag) ? "rtl" : "ltr";
}
