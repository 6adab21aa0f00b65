import { keepSetting, readSetting } from "../frame/kept-setting";

const DEVICE = "interline.microphone";

/** The microphone that was chosen last in this browser. */
export function preferredMicrophone(): string | undefined {
  return readSetting(DEVICE) || undefined;
}

export function preferMicrophone(deviceId: string): void {
  keepSetting(DEVICE, deviceId);
}
