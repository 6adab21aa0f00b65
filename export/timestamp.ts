/** `00:24:02.500`; hours take as many digits as they need. @param ms on the session's clock */
export function timestamp(ms: number, separator: "." | ","): string {
  return `${placeText(ms)}${separator}${String(ms % 1_000).padStart(3, "0")}`;
}

/** `00:24:02`. @param ms on the session's clock */
export function placeText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}
