import type { MicrophoneProblem } from "./microphone-problem";

/** The parts of `getDisplayMedia` that TypeScript does not know yet. */
type ShareOptions = DisplayMediaStreamOptions & {
  readonly systemAudio: "include";
  readonly selfBrowserSurface: "exclude";
  readonly controller?: FocusController;
};

type FocusController = { setFocusBehavior(behaviour: "no-focus-change"): void };

declare global {
  /** Chromium's. TypeScript does not know it yet. */
  var CaptureController: (new () => FocusController) | undefined;
}

/** The shared sound. It outlives the change from the start page to the live page, because a new share needs a press. */
let shared: MediaStream | null = null;

/**
 * Whether this browser can share the sound of a tab. Phones share nothing, Firefox and Safari share only pictures: they do not
 * know the constraint that mutes a shared tab.
 */
export function canShareSound(): boolean {
  const devices = globalThis.isSecureContext ? globalThis.navigator?.mediaDevices : undefined;
  if (!devices?.getDisplayMedia || !devices.getSupportedConstraints) return false;
  return "suppressLocalAudioPlayback" in devices.getSupportedConstraints();
}

/** The sound that is shared with this page; null: none. */
export function sharedSound(): MediaStream | null {
  return shared?.getAudioTracks().some(({ readyState }) => readyState === "live") ? shared : null;
}

/**
 * Lets the person choose what they share. Called from a press. If they choose nothing, an earlier share continues.
 * @returns a stream without a picture
 */
export async function askForSharedSound(): Promise<MediaStream | MicrophoneProblem> {
  if (!canShareSound()) return { kind: "share-unsupported" };
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia(shareOptions());
    // The picture is not wanted, and takes processor time.
    for (const track of stream.getVideoTracks()) {
      track.stop();
      stream.removeTrack(track);
    }
    if (stream.getAudioTracks().length === 0) return { kind: "share-silent" };
    endSharedSound();
    shared = stream;
    return stream;
  } catch (error) {
    return problemOfRefusal(error);
  }
}

/** Ends the share, so that the browser no longer shows one. */
export function endSharedSound(): void {
  for (const track of shared?.getTracks() ?? []) track.stop();
  shared = null;
}

function shareOptions(): ShareOptions {
  return {
    video: { displaySurface: "browser" },
    // The sound is clean. The browser's processing would take music and distant voices for noise.
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    systemAudio: "include",
    selfBrowserSurface: "exclude",
    ...keepFocus(),
  };
}

/** Keeps this page in front: by default the browser shows the chosen tab. */
function keepFocus(): { readonly controller?: FocusController } {
  if (!globalThis.CaptureController) return {};
  const controller = new globalThis.CaptureController();
  try {
    controller.setFocusBehavior("no-focus-change");
  } catch {
    // Older browsers name it differently, and show the tab.
  }
  return { controller };
}

function problemOfRefusal(error: unknown): MicrophoneProblem {
  const name = error instanceof Error ? error.name : "";
  // Without a press, as after a reload.
  if (name === "InvalidStateError") return { kind: "not-shared" };
  return { kind: name === "NotAllowedError" ? "share-denied" : "share-failed" };
}
