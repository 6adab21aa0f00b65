const MARK = "interline.speaking";

/** A note that is older than this is ignored, ms: a reload, and the way from Start to the live page, take less time. */
const FRESH_MS = 30_000;

/**
 * The reason why a page may listen at once. `start`: the person pressed a button that leads to it. `reload`: they were
 * speaking when they reloaded it.
 */
export type ListeningReason = "start" | "reload";

/**
 * Notes that the next page of this tab may listen at once. The note is written as the page goes, and read once: a tab
 * that is copied, restored or reopened finds none.
 */
export function noteListening(sessionId: string, reason: ListeningReason): void {
  sessionStorage.setItem(MARK, `${reason} ${Date.now()} ${sessionId}`);
}

/** Takes the note away. Null: the page listens only once a button is pressed. */
export function takeListeningNote(sessionId: string): ListeningReason | null {
  const [reason, at, of] = sessionStorage.getItem(MARK)?.split(" ") ?? [];
  sessionStorage.removeItem(MARK);
  const ageMs = Date.now() - Number(at);
  if (of !== sessionId || !(ageMs >= 0 && ageMs < FRESH_MS)) return null;
  if (reason === "start") return "start";
  return reason === "reload" && isReloaded() ? "reload" : null;
}

/**
 * Whether the page was reloaded. False after "back", "forward" and a typed address, and in a tab that the browser restored.
 */
function isReloaded(): boolean {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation !== undefined && "type" in navigation && navigation.type === "reload";
}
