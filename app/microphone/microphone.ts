import { type CaptureGraph, captureGraph } from "./capture-graph";
import {
  isProblem,
  type MicrophoneProblem,
  problemOf,
  problemOfBrowser,
  type SoundProblem,
} from "./microphone-problem";
import { askForSharedSound, sharedSound } from "./shared-sound";
import { FIRST_SOUND_CHOICE, type Processing, type SoundChoice } from "./sound-choice";

export type MicrophoneDevice = {
  readonly deviceId: string;
  /** Empty until the person has allowed a microphone once. */
  readonly label: string;
  /** The same for all names of one device, such as "default" and its own. */
  readonly groupId?: string | undefined;
};

/** A microphone in use. `sampleRate`: Hz, undefined where the browser does not tell. */
export type DeviceInUse = MicrophoneDevice & { readonly sampleRate: number | undefined };

export type MicrophoneOptions = Partial<SoundChoice> & {
  /** The person has just pressed something, so the browser may ask what to share. */
  readonly mayAsk?: boolean;
};

/** Longer than the worklet takes to answer, however busy the machine. */
const FLUSH_MS = 500;
/** A microphone that runs gives sound, or silence, every 200 ms. */
const SILENT_MS = 1_500;

export async function listMicrophones(): Promise<MicrophoneDevice[]> {
  if (problemOfBrowser()) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind }) => kind === "audioinput")
    .map(({ deviceId, label, groupId }) => ({ deviceId, label, groupId }));
}

/** Tells whenever a microphone is plugged in or out. Returns a function that ends it. */
export function onMicrophonesChange(listener: () => void): () => void {
  const devices = globalThis.navigator?.mediaDevices;
  devices?.addEventListener("devicechange", listener);
  return () => devices?.removeEventListener("devicechange", listener);
}

/**
 * One open source of sound: a microphone, the sound that the person shares, or both mixed. It gives Int16 samples at 16 kHz,
 * mono, 200 ms at a time. Paused, it keeps the permission and gives nothing.
 *
 *     const opened = await Microphone.open({ deviceId }, onSound, onProblem);   // a Microphone, or a MicrophoneProblem
 */
export class Microphone {
  /** Null: it is not wanted. */
  readonly #microphone: MediaStream | MicrophoneProblem | null;
  /** It belongs to `shared-sound.ts`, which ends it. */
  readonly #shared: MediaStream | MicrophoneProblem | null;
  readonly #graph: CaptureGraph;
  readonly #onProblem: (problem: SoundProblem | null) => void;
  readonly #meter: Float32Array<ArrayBuffer>;
  #problem: SoundProblem | null = null;
  #flushed: (() => void) | null = null;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #isSilent = false;
  #isPaused = false;
  /** False from the call of `pause` on, which takes a moment. */
  #isWanted = true;

  /**
   * Of two sources one is enough: then the problem of the other is reported.
   * @param onProblem null: the problem is over
   */
  static async open(
    { source = "microphone", deviceId, processing = FIRST_SOUND_CHOICE.processing, mayAsk = false }: MicrophoneOptions,
    onSound: (samples: Int16Array) => void,
    onProblem: (problem: SoundProblem | null) => void,
  ): Promise<Microphone | MicrophoneProblem> {
    const problem = problemOfBrowser();
    if (problem) return problem;
    // The share comes first: it needs the press that is under way.
    const shared = source === "microphone" ? null : await openShared(mayAsk);
    const microphone = source === "shared" ? null : await openDevice(deviceId, processing);
    const streams = [microphone, shared].filter(isStream);
    const missing = [microphone, shared].filter((one) => one !== null).find(isProblem);
    if (missing && streams.length === 0) return missing;
    try {
      return new Microphone(await captureGraph(streams), { microphone, shared }, onSound, onProblem);
    } catch (error) {
      if (isStream(microphone)) stopTracks(microphone);
      return problemOf(error);
    }
  }

  private constructor(
    graph: CaptureGraph,
    { microphone, shared }: Record<"microphone" | "shared", MediaStream | MicrophoneProblem | null>,
    onSound: (samples: Int16Array) => void,
    onProblem: (problem: SoundProblem | null) => void,
  ) {
    this.#microphone = microphone;
    this.#shared = shared;
    this.#graph = graph;
    this.#onProblem = onProblem;
    this.#meter = new Float32Array(graph.analyser.fftSize);
    graph.worklet.port.onmessage = ({ data }: MessageEvent<Int16Array | "flushed">) => {
      this.#heard();
      if (data === "flushed") this.#flushed?.();
      else if (!this.#isPaused) onSound(data);
    };
    graph.context.onstatechange = () => {
      // After a phone call some browsers leave the context suspended.
      if (this.#isWanted && graph.context.state !== "running") void this.#run("resume");
    };
    for (const track of this.#tracks) {
      track.onmute = track.onunmute = track.onended = () => this.#report();
    }
    // A share is off after a pause.
    this.#enable(true);
    this.#heard();
    void this.#run("resume");
  }

  /** The microphone that is in use; null: none, or the browser does not tell. */
  get device(): DeviceInUse | null {
    const [track] = audioOf(this.#microphone);
    const { deviceId, groupId, sampleRate } = track?.getSettings() ?? {};
    return track && deviceId ? { deviceId, groupId, sampleRate, label: track.label } : null;
  }

  /** The reason why a wanted source gives no sound; null: every one does. */
  get problem(): SoundProblem | null {
    return this.#problem;
  }

  /** The reason why one of two sources could not be opened; null: every wanted source is open. */
  get missing(): MicrophoneProblem | null {
    return [this.#microphone, this.#shared].filter((one) => one !== null).find(isProblem) ?? null;
  }

  /** The present level, 0 to 1 (root mean square), for a meter. */
  level(): number {
    if (this.#isPaused) return 0;
    this.#graph.analyser.getFloatTimeDomainData(this.#meter);
    return Math.sqrt(this.#meter.reduce((sum, sample) => sum + sample * sample, 0) / this.#meter.length);
  }

  /** Gives what was captured so far, then nothing until `resume`. */
  async pause(): Promise<void> {
    this.#isWanted = false;
    await this.flush();
    if (this.#isWanted) return;
    this.#isPaused = true;
    this.#enable(false);
    this.#heard();
    await this.#run("suspend");
  }

  /** Continues after `pause`. Called from a click, it also ends the problem `suspended`. */
  async resume(): Promise<void> {
    this.#isWanted = true;
    this.#isPaused = false;
    this.#enable(true);
    this.#heard();
    await this.#run("resume");
  }

  /** Resolves when everything captured so far has been given. */
  async flush(): Promise<void> {
    if (this.#isPaused) return;
    await new Promise<void>((resolve) => {
      this.#flushed = resolve;
      setTimeout(resolve, FLUSH_MS);
      this.#graph.worklet.port.postMessage("flush");
    });
  }

  /** A share stays open, for the next one that is opened. */
  async close(): Promise<void> {
    clearTimeout(this.#watch);
    this.#isPaused = true;
    this.#isWanted = false;
    this.#graph.worklet.port.onmessage = null;
    this.#graph.context.onstatechange = null;
    for (const track of this.#tracks) track.onmute = track.onunmute = track.onended = null;
    if (isStream(this.#microphone)) stopTracks(this.#microphone);
    if (this.#graph.context.state !== "closed") await this.#graph.context.close();
  }

  get #tracks(): MediaStreamTrack[] {
    return [...audioOf(this.#microphone), ...audioOf(this.#shared)];
  }

  async #run(change: "resume" | "suspend"): Promise<void> {
    if (this.#graph.context.state === "closed") return;
    // In some browsers `resume` stays pending until the person presses something, so it is not awaited.
    if (change === "resume") this.#graph.context.resume().catch(() => undefined);
    else await this.#graph.context.suspend();
  }

  /** A track that is off gives silence, and most systems then show that the microphone is not in use. */
  #enable(isOn: boolean): void {
    for (const track of this.#tracks) track.enabled = isOn;
  }

  /** Judges by the arrival of sound, not by the state of the context: Firefox has called a running context `suspended`. */
  #heard(): void {
    this.#isSilent = false;
    this.#report();
    clearTimeout(this.#watch);
    if (this.#isPaused) return;
    this.#watch = setTimeout(() => {
      this.#isSilent = true;
      this.#report();
    }, SILENT_MS);
  }

  #report(): void {
    const problem = this.#currentProblem();
    if (problem?.kind === this.#problem?.kind && problem?.isPartial === this.#problem?.isPartial) return;
    this.#problem = problem;
    this.#onProblem(problem);
  }

  #currentProblem(): SoundProblem | null {
    if (this.#isSilent && isInterrupted(this.#graph.context)) return { kind: "interrupted" };
    const problems = [problemOfDevice(this.#microphone), problemOfShare(this.#shared)];
    const [problem] = problems.filter((one) => one !== null);
    const isOneHeard = this.#microphone !== null && this.#shared !== null && problems.includes(null);
    if (problem && !isOneHeard) return problem;
    if (this.#isSilent) return { kind: "suspended" };
    return problem ? { ...problem, isPartial: true } : null;
  }
}

/** The share that is open, or a new one. */
async function openShared(mayAsk: boolean): Promise<MediaStream | MicrophoneProblem> {
  return sharedSound() ?? (mayAsk ? askForSharedSound() : { kind: "not-shared" });
}

async function openDevice(
  deviceId: string | undefined,
  processing: Processing,
): Promise<MediaStream | MicrophoneProblem> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, ...processing, ...(deviceId && { deviceId: { exact: deviceId } }) },
    });
  } catch (error) {
    return problemOf(error);
  }
}

function problemOfDevice(opened: MediaStream | MicrophoneProblem | null): MicrophoneProblem | null {
  if (opened && isProblem(opened)) return opened;
  const tracks = audioOf(opened);
  if (tracks.some(({ readyState }) => readyState === "ended")) return { kind: "lost" };
  return tracks.some(({ muted }) => muted) ? { kind: "muted" } : null;
}

function problemOfShare(opened: MediaStream | MicrophoneProblem | null): MicrophoneProblem | null {
  if (opened && isProblem(opened)) return opened;
  return audioOf(opened).some(({ readyState }) => readyState === "ended") ? { kind: "unshared" } : null;
}

function audioOf(opened: MediaStream | MicrophoneProblem | null): MediaStreamTrack[] {
  return isStream(opened) ? opened.getAudioTracks() : [];
}

function isStream(opened: MediaStream | MicrophoneProblem | null): opened is MediaStream {
  return opened !== null && !isProblem(opened);
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The state is Safari's, and not in TypeScript's types yet. */
function isInterrupted({ state }: { readonly state: string }): boolean {
  return state === "interrupted";
}
