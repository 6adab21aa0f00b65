import { SAMPLE_RATE } from "#protocol/sound";
import { siteAddress } from "../address/site-address";
import { WorkletNotLoaded } from "./microphone-problem";

const WORKLET_URL = siteAddress("/capture-worklet.js");

/** The way of the sound into the worklet. */
export type CaptureGraph = {
  readonly context: AudioContext;
  readonly worklet: AudioWorkletNode;
  readonly analyser: AnalyserNode;
};

/**
 * The browser resamples to 16 kHz by itself, and well. One that refuses to connect a microphone of another
 * rate (older Firefox, bugzilla 1674892) gets a context at the device's rate, and a poorer resampling of ours.
 * @param streams several are mixed: their samples are added
 * @throws DOMException of the audio context
 * @throws WorkletNotLoaded
 */
export async function captureGraph(streams: readonly MediaStream[]): Promise<CaptureGraph> {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE });
  try {
    return await wire(context, streams);
  } catch (error) {
    await context.close();
    if (!(error instanceof DOMException && error.name === "NotSupportedError")) throw error;
  }
  return wire(new AudioContext(), streams);
}

async function wire(context: AudioContext, streams: readonly MediaStream[]): Promise<CaptureGraph> {
  const sources = streams.map((stream) => context.createMediaStreamSource(stream));
  await context.audioWorklet.addModule(WORKLET_URL).catch((cause: unknown) => {
    throw new WorkletNotLoaded(WORKLET_URL, { cause });
  });
  const analyser = new AnalyserNode(context, { fftSize: 1_024 });
  const worklet = new AudioWorkletNode(context, "capture", {
    numberOfInputs: 1,
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: "explicit",
  });
  for (const source of sources) {
    const sound = context.sampleRate === SAMPLE_RATE ? source : lowPassed(context, source);
    sound.connect(analyser);
    sound.connect(worklet);
  }
  return { context, worklet, analyser };
}

/**
 * Sound above 8 kHz would be folded back as a lower tone (aliasing). A Butterworth filter of eighth order at 6.8 kHz takes about
 * 20 dB off at 9 kHz and 40 dB at 12 kHz: enough for speech, less than a real resampler.
 */
function lowPassed(context: AudioContext, source: AudioNode): AudioNode {
  return [0.51, 0.6, 0.9, 2.56].reduce((from, quality) => {
    // The node's Q is in decibels for a low-pass.
    const Q = 20 * Math.log10(quality);
    return from.connect(new BiquadFilterNode(context, { type: "lowpass", frequency: 6_800, Q }));
  }, source);
}
