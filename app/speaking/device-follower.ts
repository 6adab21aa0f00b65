import { type DeviceInUse, listMicrophones, type MicrophoneDevice } from "../microphone/microphone";

/**
 * What a change of the devices means for the microphone in use. `renamed`: the system's choice has moved to another one under
 * the same stream. `other-rate`: as a Bluetooth headset has when a call begins.
 */
export type DeviceNews = "same" | "renamed" | "gone" | "other-rate";

/** Ids that stand for another device of the list. */
const ALIASES: readonly string[] = ["default", "communications"];

/** Follows the microphone of a page: its name, whether it is still there, and whether one that vanished is back. */
export class DeviceFollower {
  #used: DeviceInUse | null = null;
  /** The microphone in use under its own id, where `#used` has an alias such as "default". Null: the browser does not tell. */
  #own: MicrophoneDevice | null = null;
  #vanished: MicrophoneDevice | null = null;
  #label = "";

  /** The microphone's name, "" where the browser gives none. */
  get label(): string {
    return this.#label;
  }

  /**
   * Notes that a microphone was opened.
   * @param wanted the id of the chosen one; undefined: the system's choice
   * @param isChosen true: by the person, who wants no other one back
   */
  async opened(device: DeviceInUse | null, wanted: string | undefined, isChosen: boolean): Promise<void> {
    const devices = await listMicrophones();
    // A browser that lists it under another id would seem to lose it with every change.
    this.#used = devices.some(({ deviceId }) => deviceId === device?.deviceId) ? device : null;
    this.#own = device && ownDevice(device, devices);
    this.#label = labelIn(devices, wanted);
    if (isChosen || this.#vanished?.deviceId === this.#own?.deviceId) this.#vanished = null;
  }

  /** Notes that the microphone in use has vanished. */
  lost(): void {
    this.#vanished = this.#own ?? this.#vanished;
  }

  /** Notes that another microphone was chosen during a pause. @param wanted its id; undefined: the system's choice */
  async chosen(wanted: string | undefined): Promise<void> {
    this.#vanished = null;
    this.#label = labelIn(await listMicrophones(), wanted);
  }

  /**
   * Compares the devices with those before, after the browser reports a change.
   * @param device the microphone as it is now
   * @returns what the change means for the microphone in use, and the vanished microphone if it is connected again
   */
  async changed(
    device: DeviceInUse | null,
    wanted: string | undefined,
  ): Promise<{ readonly news: DeviceNews; readonly returned: MicrophoneDevice | null }> {
    const devices = await listMicrophones();
    const returned = devices.find(({ deviceId }) => deviceId === this.#vanished?.deviceId) ?? null;
    const used = this.#used;
    if (used && !devices.some(({ deviceId }) => deviceId === used.deviceId)) return { news: "gone", returned };
    if (used && used.sampleRate !== device?.sampleRate) return { news: "other-rate", returned };
    const label = labelIn(devices, wanted);
    const news = label === this.#label ? "same" : "renamed";
    this.#label = label;
    return { news, returned };
  }
}

/** The device behind an alias; null: the browser does not tell. */
function ownDevice(used: MicrophoneDevice, devices: readonly MicrophoneDevice[]): MicrophoneDevice | null {
  if (!ALIASES.includes(used.deviceId)) return used;
  const same = ({ deviceId, groupId }: MicrophoneDevice) => groupId === used.groupId && !ALIASES.includes(deviceId);
  return devices.find(same) ?? null;
}

function labelIn(devices: readonly MicrophoneDevice[], wanted: string | undefined): string {
  const mine = wanted ? devices.find(({ deviceId }) => deviceId === wanted) : devices[0];
  return mine?.label ?? "";
}
