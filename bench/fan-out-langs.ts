/** The languages that readers read in. */
export const FAN_OUT_LANGS = ["es", "ca", "vi"];
