import { vi } from "vitest";
import type { Processing } from "#app/microphone/sound-choice";
import { CHUNK_SAMPLES } from "#protocol/sound";

type FakeConstraints = { audio: Processing & { deviceId?: { exact: string }; channelCount: number } };

/** A browser with microphones, which a test can plug in and unplug, and with a tab whose sound a person can share. */
export class FakeMicrophones {
  /** The microphones that `getUserMedia` gave, oldest first. */
  readonly opened: FakeTrack[] = [];
  /** The shares that `getDisplayMedia` gave, oldest first. */
  readonly shares: FakeTrack[] = [];
  /** What the browser was to do to the sound of each microphone that it gave. */
  readonly processing: Processing[] = [];
  /** The microphones that are connected. */
  connected = ["any"];
  /** The id of all of them in the list of devices, if it is another one. */
  listedAs: string | null = null;
  /** Set while `getUserMedia` waits for `release`. */
  #held: (() => void) | null = null;
  #isHolding = false;
  readonly #devices = new EventTarget();
  readonly #worklets: FakeWorklet[] = [];
  readonly #contexts: FakeContext[] = [];

  constructor() {
    const devices = Object.assign(this.#devices, {
      enumerateDevices: async () =>
        this.connected.map((id) => ({
          kind: "audioinput",
          deviceId: this.listedAs ?? id,
          groupId: id,
          label: `The ${id}`,
        })),
      getSupportedConstraints: () => ({ suppressLocalAudioPlayback: true }),
      getDisplayMedia: async () => {
        const track = new FakeTrack("tab");
        this.shares.push(track);
        return { getTracks: () => [track], getAudioTracks: () => [track], getVideoTracks: () => [] };
      },
      getUserMedia: async ({ audio: { deviceId, channelCount: _, ...processing } }: FakeConstraints) => {
        if (this.connected.length === 0) throw Object.assign(new Error(), { name: "NotFoundError" });
        this.processing.push(processing);
        const track = new FakeTrack(deviceId?.exact ?? this.connected[0] ?? "");
        this.opened.push(track);
        if (this.#isHolding) await new Promise<void>((resolve) => (this.#held = resolve));
        return { getTracks: () => [track], getAudioTracks: () => [track] };
      },
    });
    vi.stubGlobal("isSecureContext", true);
    vi.stubGlobal("navigator", { mediaDevices: devices });
    const contexts = this.#contexts;
    vi.stubGlobal(
      "AudioContext",
      class extends FakeContext {
        constructor() {
          super();
          contexts.push(this);
        }
      },
    );
    vi.stubGlobal("AnalyserNode", FakeAnalyser);
    const worklets = this.#worklets;
    vi.stubGlobal(
      "AudioWorkletNode",
      class extends FakeWorklet {
        constructor() {
          super();
          worklets.push(this);
        }
      },
    );
  }

  /** The microphones that a page listens to. */
  get listening(): FakeTrack[] {
    return this.opened.filter(({ readyState, enabled }) => readyState === "live" && enabled);
  }

  /** The newest microphone captures so many chunks at once. */
  hear(chunks: number): void {
    for (let n = 0; n < chunks; n += 1)
      this.#worklets.at(-1)?.port.onmessage?.({ data: new Int16Array(CHUNK_SAMPLES) });
  }

  /** A phone call takes the sound of the newest microphone, as on iOS. */
  interrupt(): void {
    this.#contexts.at(-1)?.interrupt();
  }

  /** Whether the page has tried to get it back. */
  get resumed(): boolean {
    return this.#contexts.at(-1)?.isResumedAgain ?? false;
  }

  hold(): void {
    this.#isHolding = true;
  }

  release(): void {
    this.#isHolding = false;
    this.#held?.();
  }

  unplug(): void {
    for (const track of this.opened) track.unplug();
    this.plug();
  }

  /** The list of devices has changed. */
  plug(): void {
    this.#devices.dispatchEvent(new Event("devicechange"));
  }
}

class FakeTrack {
  readyState: "live" | "ended" = "live";
  enabled = true;
  muted = false;
  sampleRate = 48_000;
  onended: (() => void) | null = null;
  readonly #deviceId: string;

  constructor(deviceId: string) {
    this.#deviceId = deviceId;
  }

  get label(): string {
    return `The ${this.#deviceId}`;
  }

  getSettings() {
    return { deviceId: this.#deviceId, groupId: this.#deviceId, sampleRate: this.sampleRate };
  }

  stop(): void {
    this.readyState = "ended";
  }

  unplug(): void {
    this.readyState = "ended";
    this.onended?.();
  }
}

class FakeContext {
  state = "running";
  readonly sampleRate = 16_000;
  readonly audioWorklet = { addModule: async () => {} };
  createMediaStreamSource() {
    return { connect: () => {} };
  }
  onstatechange: (() => void) | null = null;
  isResumedAgain = false;
  interrupt(): void {
    this.state = "interrupted";
    this.onstatechange?.();
  }
  async resume() {
    this.isResumedAgain = this.state === "interrupted";
  }
  async suspend() {}
  async close() {
    this.state = "closed";
  }
}

class FakeAnalyser {
  readonly fftSize = 1_024;
  getFloatTimeDomainData(): void {}
}

class FakeWorklet {
  readonly port = {
    onmessage: null as ((event: { data: unknown }) => void) | null,
    postMessage: (data: unknown) => {
      if (data === "flush") this.port.onmessage?.({ data: "flushed" });
    },
  };
}
