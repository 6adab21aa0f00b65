const DEVICE = "interline.microphone";

/** The microphone that was chosen last in this browser. */
export function preferredMicrophone(): string | undefined {
  return localStorage.getItem(DEVICE) || undefined;
}

export function preferMicrophone(deviceId: string): void {
  localStorage.setItem(DEVICE, deviceId);
}
