/** The reason why there is no sound. The page has a sentence for each. */
export type MicrophoneProblem =
  /** The person or the browser said no. */
  | { readonly kind: "denied" }
  /** No microphone is connected, or the chosen one is not. */
  | { readonly kind: "missing" }
  /** Another program holds it. */
  | { readonly kind: "in-use" }
  /** It is there and gives silence: muted by its key, the system or a phone call. Ends by itself. */
  | { readonly kind: "muted" }
  /** It was unplugged, or the permission was withdrawn. */
  | { readonly kind: "lost" }
  /** The browser holds sound back until the person touches the page: call `resume` from a click. */
  | { readonly kind: "suspended" }
  /** A phone call or another app has taken the sound. Ends by itself in most browsers, else by `resume` from a click. */
  | { readonly kind: "interrupted" }
  /** Browsers give a microphone only to https and to localhost. */
  | { readonly kind: "insecure-context" }
  | { readonly kind: "unsupported" }
  /** The script that captures the sound could not be loaded. */
  | { readonly kind: "not-loaded" }
  | { readonly kind: "failed"; readonly message: string }
  /** The shared tab was closed, or the person stopped the share. */
  | { readonly kind: "unshared" }
  /** Nothing is shared yet, as after a reload. A share takes a press. */
  | { readonly kind: "not-shared" }
  /** The person chose nothing, or the system allows no share. */
  | { readonly kind: "share-denied" }
  /** What the person chose has no sound, or they left it out. */
  | { readonly kind: "share-silent" }
  | { readonly kind: "share-failed" }
  | { readonly kind: "share-unsupported" };

/** `isPartial`: the other of two sources is still heard. */
export type SoundProblem = MicrophoneProblem & { readonly isPartial?: boolean };

/** Whether a share is missing, not a microphone. */
export function isShareProblem(kind: MicrophoneProblem["kind"]): boolean {
  return kind === "unshared" || kind === "not-shared" || kind.startsWith("share-");
}

export function isProblem(opened: object): opened is MicrophoneProblem {
  return "kind" in opened;
}

/** Its own error: browsers reject with the AbortError that also stands for a microphone in use. */
export class WorkletNotLoaded extends Error {}

/** @param error what getUserMedia or the audio context threw */
export function problemOf(error: unknown): MicrophoneProblem {
  if (error instanceof WorkletNotLoaded) return { kind: "not-loaded" };
  const name = error instanceof Error ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return { kind: "denied" };
    case "NotFoundError":
    case "OverconstrainedError":
      return { kind: "missing" };
    case "NotReadableError":
    case "AbortError":
      return { kind: "in-use" };
    case "NotSupportedError":
    case "TypeError":
      return { kind: "unsupported" };
    default:
      return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

/** A problem of the browser that is known before it asks for permission; null: none. */
export function problemOfBrowser(): MicrophoneProblem | null {
  if (!globalThis.isSecureContext) return { kind: "insecure-context" };
  if (!navigator.mediaDevices?.getUserMedia || typeof AudioWorkletNode === "undefined") return { kind: "unsupported" };
  return null;
}
