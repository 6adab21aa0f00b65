import { type CaptureGraph, captureGraph } from "./capture-graph";
import { type MicrophoneProblem, problemOf, problemOfBrowser } from "./microphone-problem";

export type MicrophoneDevice = {
  readonly deviceId: string;
  /** Empty until the person has allowed a microphone once. */
  readonly label: string;
};

export type MicrophoneOptions = {
  /** Without it the browser's choice. */
  readonly deviceId?: string;
  /** All three are on by default. */
  readonly echoCancellation?: boolean;
  readonly noiseSuppression?: boolean;
  readonly autoGainControl?: boolean;
};

/** Longer than the worklet takes to answer, however busy the machine. */
const FLUSH_MS = 500;
/** A microphone that runs gives sound, or silence, every 200 ms. */
const SILENT_MS = 1_500;

export async function listMicrophones(): Promise<MicrophoneDevice[]> {
  if (problemOfBrowser()) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === "audioinput").map(({ deviceId, label }) => ({ deviceId, label }));
}

/** Tells whenever a microphone is plugged in or out. Returns a function that ends it. */
export function onMicrophonesChange(listener: () => void): () => void {
  const devices = globalThis.navigator?.mediaDevices;
  devices?.addEventListener("devicechange", listener);
  return () => devices?.removeEventListener("devicechange", listener);
}

/**
 * One open microphone: Int16 samples at 16 kHz, mono, 200 ms at a time. Paused, it keeps the permission and gives nothing.
 *
 *     const opened = await Microphone.open({ deviceId }, onSound, onProblem);   // a Microphone, or a MicrophoneProblem
 */
export class Microphone {
  readonly #stream: MediaStream;
  readonly #graph: CaptureGraph;
  readonly #onProblem: (problem: MicrophoneProblem | null) => void;
  readonly #meter: Float32Array<ArrayBuffer>;
  #problem: MicrophoneProblem | null = null;
  #flushed: (() => void) | null = null;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #isSilent = false;
  #isPaused = false;
  /** False from the call of `pause` on, which takes a moment. */
  #isWanted = true;

  /** @param onProblem null: the problem is over */
  static async open(
    { deviceId, ...processing }: MicrophoneOptions,
    onSound: (samples: Int16Array) => void,
    onProblem: (problem: MicrophoneProblem | null) => void,
  ): Promise<Microphone | MicrophoneProblem> {
    const problem = problemOfBrowser();
    if (problem) return problem;
    let stream: MediaStream | null = null;
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: {
          channelCount: 1,
          echoCancellation: true,
          noiseSuppression: true,
          autoGainControl: true,
          ...processing,
          ...(deviceId && { deviceId: { exact: deviceId } }),
        },
      });
      return new Microphone(stream, await captureGraph(stream), onSound, onProblem);
    } catch (error) {
      for (const track of stream?.getTracks() ?? []) track.stop();
      return problemOf(error);
    }
  }

  private constructor(
    stream: MediaStream,
    graph: CaptureGraph,
    onSound: (samples: Int16Array) => void,
    onProblem: (problem: MicrophoneProblem | null) => void,
  ) {
    this.#stream = stream;
    this.#graph = graph;
    this.#onProblem = onProblem;
    this.#meter = new Float32Array(graph.analyser.fftSize);
    graph.worklet.port.onmessage = ({ data }: MessageEvent<Int16Array | "flushed">) => {
      this.#heard();
      if (data === "flushed") this.#flushed?.();
      else if (!this.#isPaused) onSound(data);
    };
    for (const track of stream.getAudioTracks()) {
      track.onmute = track.onunmute = track.onended = () => this.#report();
    }
    this.#heard();
    void this.#run("resume");
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

  async close(): Promise<void> {
    clearTimeout(this.#watch);
    this.#isPaused = true;
    this.#graph.worklet.port.onmessage = null;
    for (const track of this.#stream.getTracks()) {
      track.onmute = track.onunmute = track.onended = null;
      track.stop();
    }
    if (this.#graph.context.state !== "closed") await this.#graph.context.close();
  }

  async #run(change: "resume" | "suspend"): Promise<void> {
    if (this.#graph.context.state === "closed") return;
    // In some browsers `resume` stays pending until the person presses something, so it is not awaited.
    if (change === "resume") this.#graph.context.resume().catch(() => undefined);
    else await this.#graph.context.suspend();
  }

  /** A track that is off gives silence, and most systems then show that the microphone is not in use. */
  #enable(isOn: boolean): void {
    for (const track of this.#stream.getAudioTracks()) track.enabled = isOn;
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
    if (problem?.kind === this.#problem?.kind) return;
    this.#problem = problem;
    this.#onProblem(problem);
  }

  #currentProblem(): MicrophoneProblem | null {
    const tracks = this.#stream.getAudioTracks();
    if (tracks.some(({ readyState }) => readyState === "ended")) return { kind: "lost" };
    if (tracks.some(({ muted }) => muted)) return { kind: "muted" };
    return this.#isSilent ? { kind: "suspended" } : null;
  }
}
