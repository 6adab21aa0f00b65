import { keepSetting, readSetting } from "../frame/kept-setting";

const NAME = "single-keys";
const OFF = "off";

/** Whether single-key shortcuts are on in this browser. People who use speech input need them off (WCAG 2.1.4). */
export function singleKeysAreOn(): boolean {
  return readSetting(NAME) !== OFF;
}

/** @returns false: the browser refuses storage */
export function keepSingleKeys(on: boolean): boolean {
  return keepSetting(NAME, on ? null : OFF);
}
