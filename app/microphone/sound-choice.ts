import { keepSetting, readSetting } from "../frame/kept-setting";
import { canShareSound } from "./shared-sound";

/** `shared`: the sound of a tab or of the computer. */
export const SOUND_SOURCES = ["microphone", "shared", "both"] as const;

export type SoundSource = (typeof SOUND_SOURCES)[number];

export const PROCESSING_STEPS = ["echoCancellation", "noiseSuppression", "autoGainControl"] as const;

/** What the browser does to the sound of a microphone. */
export type Processing = Readonly<Record<(typeof PROCESSING_STEPS)[number], boolean>>;

/** The sound that the person wants to be heard. */
export type SoundChoice = {
  readonly source: SoundSource;
  /** The microphone; undefined: the browser's choice. */
  readonly deviceId: string | undefined;
  readonly processing: Processing;
};

/** For a person before a microphone. Chromium's automatic gain starts too loud and clips the first second: docs/engines.md. */
export const VOICE_PROCESSING: Processing = { echoCancellation: true, noiseSuppression: true, autoGainControl: false };

/** For the feed of a mixing desk, which is clean and has its level already. */
export const DESK_PROCESSING: Processing = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

export const FIRST_SOUND_CHOICE: SoundChoice = {
  source: "microphone",
  deviceId: undefined,
  processing: VOICE_PROCESSING,
};

/** What a browser that refuses storage would have kept. It lasts for as long as the page is open. */
const unkept = new Map<string, string>();

const SOURCE = "interline.source";
const DEVICE = "interline.microphone";
const PROCESSING = "interline.processing";

/** The last choice in this browser. A browser that cannot share sound hears the microphone. */
export function readSoundChoice(): SoundChoice {
  const source = SOUND_SOURCES.find((one) => one === read(SOURCE)) ?? "microphone";
  const steps = read(PROCESSING)?.split(" ");
  return {
    source: canShareSound() ? source : "microphone",
    deviceId: read(DEVICE) || undefined,
    processing: steps ? processingOf((step) => steps.includes(step)) : VOICE_PROCESSING,
  };
}

/** Keeps a changed part of the choice in this browser. */
export function keepSoundChoice({ source, deviceId, processing }: Partial<SoundChoice>): void {
  if (source) keep(SOURCE, source);
  if (deviceId) keep(DEVICE, deviceId);
  if (processing) keep(PROCESSING, PROCESSING_STEPS.filter((step) => processing[step]).join(" "));
}

export function isSameProcessing(one: Processing, other: Processing): boolean {
  return PROCESSING_STEPS.every((step) => one[step] === other[step]);
}

function read(name: string): string | null {
  return readSetting(name) ?? unkept.get(name) ?? null;
}

function keep(name: string, value: string): void {
  if (!keepSetting(name, value)) unkept.set(name, value);
}

function processingOf(isOn: (step: keyof Processing) => boolean): Processing {
  return {
    echoCancellation: isOn("echoCancellation"),
    noiseSuppression: isOn("noiseSuppression"),
    autoGainControl: isOn("autoGainControl"),
  };
}
