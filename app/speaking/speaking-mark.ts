const MARK = "interline.speaking";
const DEVICE = "interline.microphone";

/**
 * Which session this tab speaks in. It outlives a reload and nothing else, so that a reloaded page goes on and a
 * second tab only reads.
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
