import { vi } from "vitest";
import { CHUNK_SAMPLES } from "#protocol/sound";

/** A browser with microphones, which a test can plug in and unplug. */
export class FakeMicrophones {
  /** The microphones that `getUserMedia` gave, oldest first. */
  readonly opened: FakeTrack[] = [];
  /** Set while `getUserMedia` waits for `release`. */
  #held: (() => void) | null = null;
  #isHolding = false;
  readonly #devices = new EventTarget();
  readonly #worklets: FakeWorklet[] = [];

  constructor() {
    const devices = Object.assign(this.#devices, {
      enumerateDevices: async () => [{ kind: "audioinput", deviceId: "any", label: "Any" }],
      getUserMedia: async () => {
        const track = new FakeTrack();
        this.opened.push(track);
        if (this.#isHolding) await new Promise<void>((resolve) => (this.#held = resolve));
        return { getTracks: () => [track], getAudioTracks: () => [track] };
      },
    });
    vi.stubGlobal("isSecureContext", true);
    vi.stubGlobal("navigator", { mediaDevices: devices });
    vi.stubGlobal("AudioContext", FakeContext);
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
  onended: (() => void) | null = null;

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
  async resume() {}
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
