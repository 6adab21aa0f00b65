import { v1, v2 } from "@google-cloud/speech";
import { credentials } from "@grpc/grpc-js";
import type { EngineError } from "../../engine-error";
import { type GoogleSpeechService, recognizerName, soundMessage, streamConfig } from "./speech-config";
import { type Broken, brokenBy, speechError } from "./speech-error";
import { billedMs, type RawResponse, resultsOf, type StreamResult } from "./stream-result";

export type CallListener = {
  answered(results: readonly StreamResult[]): void;
  /** Called once per stream, when it is over. */
  billed(seconds: number): void;
  /** Called after the last results. */
  ended(): void;
  failed(error: EngineError, why: Broken): void;
};

export type SpeechCall = { write(sound: Uint8Array): void; end(): void; destroy(): void };
export type OpenCall = (languages: readonly string[], listener: CallListener) => SpeechCall;

export type SpeechClient = v1.SpeechClient | v2.SpeechClient;

const BYTES_PER_SECOND = 32_000;

/** One client for the process: the first call of each costs 100 ms. */
export function connectGoogleSpeech(service: GoogleSpeechService): SpeechClient {
  return service.api === "v1" ? new v1.SpeechClient(options(service)) : new v2.SpeechClient(options(service));
}

/** Opens streams on a client: one message of configuration, then sound. */
export function callsOn(client: SpeechClient, service: GoogleSpeechService): OpenCall {
  return (languages, listener) => {
    let bytes = 0;
    let billed: number | null = null;
    let isSettled = false;
    /** A broken stream is billed too, but Google does not report how much: then the sent sound counts. */
    const settle = () => {
      if (isSettled) return;
      isSettled = true;
      const seconds = billed === null ? Math.ceil(bytes / BYTES_PER_SECOND) : billed / 1_000;
      if (seconds > 0) listener.billed(seconds);
    };
    const call = rawCall(client, service);
    call.on("data", (response: RawResponse) => {
      const results = resultsOf(response);
      billed = billedMs(response) ?? billed;
      if (results.length > 0) listener.answered(results);
    });
    call.on("end", () => {
      settle();
      listener.ended();
    });
    call.on("error", (error: unknown) => {
      settle();
      listener.failed(speechError(error), brokenBy(error));
    });
    call.write(streamConfig(service, languages));
    return {
      write(sound) {
        // Google ends a stream that gets a message without sound.
        if (sound.byteLength === 0) return;
        bytes += sound.byteLength;
        call.write(soundMessage(service, sound));
      },
      end: () => void call.end(),
      destroy() {
        settle();
        call.destroy();
      },
    };
  };
}

/** v2's `streamingRecognize` is v1's helper and sends no recognizer, so the raw call is used. */
export function rawCall(client: SpeechClient, service: GoogleSpeechService) {
  return client._streamingRecognize({ otherArgs: { headers: routing(service) } });
}

/** Routing headers, which the client library adds to every call but this one. */
function routing(service: GoogleSpeechService): Record<string, string> {
  return service.api === "v1" ? {} : { "x-goog-request-params": `recognizer=${recognizerName(service)}` };
}

function options({ emulator, project, location, api }: GoogleSpeechService) {
  if (emulator) {
    const colon = emulator.lastIndexOf(":");
    return {
      apiEndpoint: emulator.slice(0, colon),
      port: Number(emulator.slice(colon + 1)),
      sslCreds: credentials.createInsecure(),
      projectId: project || "none",
    };
  }
  const isGlobal = location === "global" || api === "v1";
  return { projectId: project, ...(isGlobal ? {} : { apiEndpoint: `${location}-speech.googleapis.com` }) };
}
