const MARK = "interline.speaking";
const DEVICE = "interline.microphone";

/**
 * Notes the session that this tab speaks in. Only a reload keeps the note: a reloaded page continues, and a second tab
 * only reads.
 */
export function markSpeaking(sessionId: string): void {
  sessionStorage.setItem(MARK, sessionId);
}

export function isMarkedSpeaking(sessionId: string): boolean {
  return sessionStorage.getItem(MARK) === sessionId;
}

export function unmarkSpeaking(): void {
  sessionStorage.removeItem(MARK);
}

/** The microphone that was chosen last in this browser. */
export function preferredMicrophone(): string | undefined {
  return localStorage.getItem(DEVICE) || undefined;
}

export function preferMicrophone(deviceId: string): void {
  localStorage.setItem(DEVICE, deviceId);
}
