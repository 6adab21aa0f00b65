import { join } from "node:path";
import {
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServiceClientConstructor,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { type Clock, wallClock } from "#worker/stt/google/clock";
import { SpeechStandInCall } from "./speech-call";
import { type Ear, MarkEar } from "./speech-ear";
import type { Request, Version } from "./speech-wire";

const MODULES = join(import.meta.dirname, "../../node_modules");

export type Phase = "opening" | "speech" | "closing";

/** How the next streams fail. */
export type SpeechFault = {
  readonly at: Phase;
  readonly code: number;
  /** For `speech`: the stream fails after this many words. */
  readonly afterWords?: number;
  times: number;
  /** The language of the streams that fail; absent: of any language. */
  readonly lang?: string;
};

/** Behaviour of the stand-in. */
export type Manner = {
  /** A final is sent after this many words, or sooner at a pause. 0: only when the stream is closed. */
  readonly finalEvery: number;
  /** The delay of finals, ms. */
  readonly finalDelayMs: number;
  /** The time before which no response comes, ms since the beginning of the stream. */
  readonly firstResponseMs: number;
  /** The last word of an interim result is wrong, and the next result corrects it. */
  readonly rewrites: boolean;
  readonly hasTimes: boolean;
  /** The language of a word, if several are requested. */
  readonly languageOf: (word: string) => string | undefined;
};

const MANNER: Manner = {
  finalEvery: 10,
  finalDelayMs: 0,
  firstResponseMs: 0,
  rewrites: false,
  hasTimes: true,
  languageOf: () => undefined,
};

/** A stand-in for Google's streaming recognition, v1 and v2. Enforces Google's documented rules and recognises marked sound. */
export class SpeechStandIn {
  manner: Manner = MANNER;
  faults: SpeechFault[] = [];
  /** The only project and its locations. */
  readonly project = "demo";
  readonly locations: readonly string[] = ["global", "us"];
  /** The first message of every stream. */
  readonly configs: Request[] = [];
  /** Requests that broke one of Google's rules. */
  readonly refusals: string[] = [];
  open = 0;
  mostOpen = 0;
  billedSeconds = 0;
  /** The received samples. */
  samples = 0;
  /** Streams that were half-closed. */
  closed = 0;
  /** Responses with results, and ends of streams. */
  answers = 0;
  readonly #server = new Server();

  constructor(
    readonly clock: Clock = wallClock,
    readonly ear: () => Ear = () => new MarkEar(),
  ) {}

  get streams(): number {
    return this.configs.length;
  }

  /** Resets faults and behaviour, but no counts. */
  calm(): void {
    this.manner = MANNER;
    this.faults = [];
  }

  /** Changes the behaviour from now on. */
  hears(manner: Partial<Manner>): void {
    this.manner = { ...MANNER, ...manner };
  }

  /** @returns `host:port` */
  async listen(): Promise<string> {
    for (const version of ["v1", "v2"] as const) {
      this.#server.addService(speechService(version).service, {
        streamingRecognize: (call: ServerDuplexStream<Request, object>) => {
          new SpeechStandInCall(this, call, version);
        },
      });
    }
    const port = await new Promise<number>((resolve, reject) =>
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
    return `127.0.0.1:${port}`;
  }

  close(): void {
    this.#server.forceShutdown();
  }
}

function speechService(version: Version): ServiceClientConstructor {
  const folders = ["@google-cloud/speech/build/protos", "google-gax/build/protos"];
  const definition = loadSync(`google/cloud/speech/${version}/cloud_speech.proto`, {
    includeDirs: folders.map((folder) => join(MODULES, folder)),
    longs: String,
    enums: String,
    defaults: true,
    oneofs: true,
  });
  const found = `google.cloud.speech.${version}.Speech`
    .split(".")
    .reduce<unknown>((within, name) => (within as Record<string, unknown>)[name], loadPackageDefinition(definition));
  return found as ServiceClientConstructor;
}
