/** The languages of the readers. */
export const FAN_OUT_LANGS = ["es", "ca", "vi"];
