import { afterEach, expect, test, vi } from "vitest";
import { askForSharedSound, endSharedSound, sharedSound } from "#app/microphone/shared-sound";

type Track = { readyState: "live" | "ended"; stop(): void };

const newTrack = (): Track => ({
  readyState: "live",
  stop() {
    this.readyState = "ended";
  },
});

/** A browser whose person shares this. @param constraints that it knows */
function browserThatShares(audio: Track[], video: Track[], error?: string): void {
  const getDisplayMedia = async () => {
    if (error) throw Object.assign(new Error(), { name: error });
    const removeTrack = (track: Track) => void video.splice(video.indexOf(track), 1);
    const tracks = () => [...audio, ...video];
    return { getTracks: tracks, getAudioTracks: () => audio, getVideoTracks: () => [...video], removeTrack };
  };
  const getSupportedConstraints = () => ({ suppressLocalAudioPlayback: true });
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("navigator", { mediaDevices: { getDisplayMedia, getSupportedConstraints } });
}

afterEach(() => {
  endSharedSound();
  vi.unstubAllGlobals();
});

test("of a share only the sound is kept, and the picture is stopped", async () => {
  const [sound, picture] = [newTrack(), newTrack()];
  browserThatShares([sound], [picture]);
  expect(await askForSharedSound()).toBe(sharedSound());
  expect([sound.readyState, picture.readyState]).toEqual(["live", "ended"]);
  endSharedSound();
  expect([sound.readyState, sharedSound()]).toEqual(["ended", null]);
});

test("a share without sound is refused, and its picture is stopped", async () => {
  const picture = newTrack();
  browserThatShares([], [picture]);
  expect(await askForSharedSound()).toEqual({ kind: "share-silent" });
  expect([picture.readyState, sharedSound()]).toEqual(["ended", null]);
});

test.each([
  ["NotAllowedError", "share-denied"],
  ["NotReadableError", "share-failed"],
  ["InvalidStateError", "not-shared"],
])("after %s the problem is %s, and an earlier share continues", async (error, kind) => {
  const sound = newTrack();
  browserThatShares([sound], []);
  const earlier = await askForSharedSound();
  browserThatShares([], [], error);
  expect(await askForSharedSound()).toEqual({ kind });
  expect(sharedSound()).toBe(earlier);
});

test("a browser that shares no sound is not asked", async () => {
  const getDisplayMedia = vi.fn();
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("navigator", { mediaDevices: { getDisplayMedia, getSupportedConstraints: () => ({}) } });
  expect(await askForSharedSound()).toEqual({ kind: "share-unsupported" });
  expect(getDisplayMedia).not.toHaveBeenCalled();
});
