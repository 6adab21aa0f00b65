import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DESK_PROCESSING, FIRST_SOUND_CHOICE, keepSoundChoice, readSoundChoice } from "#app/microphone/sound-choice";
import { standInStorage } from "#testing/browser/stand-in-storage";

const kept = new Map<string, string>();

/** @param constraints that the browser knows */
function browser(constraints: Record<string, true>): void {
  vi.stubGlobal("isSecureContext", true);
  const mediaDevices = { getDisplayMedia: () => {}, getSupportedConstraints: () => constraints };
  vi.stubGlobal("navigator", { mediaDevices });
  vi.stubGlobal("localStorage", standInStorage(kept));
}

beforeEach(() => kept.clear());
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a browser without an earlier choice, or with an unknown one, hears the microphone, processed for a voice", () => {
  browser({ suppressLocalAudioPlayback: true });
  expect(readSoundChoice()).toEqual(FIRST_SOUND_CHOICE);
  kept.set("interline.source", "radio");
  expect(readSoundChoice()).toEqual(FIRST_SOUND_CHOICE);
});

test("each part of the choice is remembered by itself, also that all processing is off", () => {
  browser({ suppressLocalAudioPlayback: true });
  keepSoundChoice({ source: "both" });
  keepSoundChoice({ deviceId: "headset" });
  keepSoundChoice({ processing: DESK_PROCESSING });
  expect(readSoundChoice()).toEqual({ source: "both", deviceId: "headset", processing: DESK_PROCESSING });
  keepSoundChoice({ processing: { ...DESK_PROCESSING, noiseSuppression: true } });
  expect(readSoundChoice().processing).toEqual({ ...DESK_PROCESSING, noiseSuppression: true });
});

test("a browser that shares no sound, as Firefox and Safari, hears the microphone, whatever was chosen", () => {
  browser({});
  keepSoundChoice({ source: "shared" });
  expect(readSoundChoice().source).toBe("microphone");
});

test("a browser that refuses storage remembers the choice for as long as the page is open", () => {
  browser({ suppressLocalAudioPlayback: true });
  const refuse = () => {
    throw new DOMException("The request was denied.", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse });
  keepSoundChoice({ source: "shared", processing: DESK_PROCESSING });
  expect(readSoundChoice()).toMatchObject({ source: "shared", processing: DESK_PROCESSING });
});
