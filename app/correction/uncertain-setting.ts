import { keepSetting, readSetting } from "../frame/kept-setting";

const NAME = "mark-uncertain";
const ON = "on";

/** Whether this browser marks uncertain words. */
export function uncertainIsMarked(): boolean {
  return readSetting(NAME) === ON;
}

export function keepUncertainMarked(isOn: boolean): void {
  keepSetting(NAME, isOn ? ON : null);
}
