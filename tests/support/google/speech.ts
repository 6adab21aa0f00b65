import { resolve } from "node:path";
import { loadPackageDefinition, Server, ServerCredentials, type ServerDuplexStream, status } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

const MARK = 0x5a17;
const WORD = 3_200;
const FINAL_EVERY = 10;
const LONGEST_MS = 305_000;
const LARGEST = 15_360;

// biome-ignore lint/suspicious/noExplicitAny: messages as the protos make them
type Raw = any;
type Call = ServerDuplexStream<Raw, Raw>;

/** Google's v2 streaming recognition on loopback, hearing `w<k>` where the sound says k. */
export class SpeechStandIn {
  streams = 0;
  open = 0;
  mostOpen = 0;
  billedSeconds = 0;
  samples = 0;
  /** A status for the next streams at this moment. */
  fault: { at: "opening" | "speech" | "closing"; code: number; times: number } | null = null;
  readonly configs: Raw[] = [];
  readonly #server = new Server();

  async listen(): Promise<string> {
    const folder = (name: string) => resolve("node_modules", name, "build/protos");
    const definition = loadSync("google/cloud/speech/v2/cloud_speech.proto", {
      includeDirs: [folder("@google-cloud/speech"), folder("google-gax")],
      keepCase: false,
      longs: String,
      enums: String,
      defaults: true,
      oneofs: true,
    });
    const loaded: Raw = loadPackageDefinition(definition);
    this.#server.addService(loaded.google.cloud.speech.v2.Speech.service, {
      streamingRecognize: (call: Call) => this.#recognize(call),
    });
    const port = await new Promise<number>((done, refuse) =>
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (e, p) => (e ? refuse(e) : done(p))),
    );
    return `127.0.0.1:${port}`;
  }

  close(): void {
    this.#server.forceShutdown();
  }

  #recognize(call: Call): void {
    let configured = false;
    let sound = Buffer.alloc(0);
    let read = 0;
    let words: { k: number; from: number }[] = [];
    let isOver = false;
    this.streams += 1;
    this.open += 1;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    const leave = () => {
      if (!isOver) this.open -= 1;
      isOver = true;
    };
    const fail = (code: number, details: string) => {
      if (isOver) return;
      leave();
      call.emit("error", { code, details });
    };
    const isFaulty = (at: string) => {
      if (this.fault?.at !== at || this.fault.times < 1) return false;
      this.fault.times -= 1;
      fail(this.fault.code, `ordered at ${at}`);
      return true;
    };
    const say = (isFinal: boolean, end: number) => {
      const transcript = words.map(({ k }) => `w${k}`).join(" ");
      const timed = words.map(({ k, from }) => ({
        word: `w${k}`,
        startOffset: duration(from),
        endOffset: duration(from + WORD),
        confidence: 0.9,
      }));
      const result = { isFinal, resultEndOffset: duration(end) };
      call.write({ results: [{ ...result, alternatives: [{ transcript, words: isFinal ? timed : [] }] }] });
      if (isFinal) words = [];
    };
    const hear = () => {
      const samples = sound.length / 2;
      while (read < samples) {
        if (sound.readInt16LE(read * 2) === MARK) {
          if (samples - read < WORD) return;
          words.push({ k: sound.readInt16LE(read * 2 + 2), from: read });
          read += WORD;
          say(words.length >= FINAL_EVERY, read);
        } else {
          read += 1;
          const last = words.at(-1);
          if (last && read - last.from > WORD * 1.9) say(true, last.from + WORD);
        }
      }
    };
    call.on("data", (message: Raw) => {
      if (isOver) return;
      if (message.streamingConfig) {
        if (configured) return fail(status.INVALID_ARGUMENT, "Malordered Data Received.");
        configured = true;
        this.configs.push(message);
        isFaulty("opening");
        return;
      }
      if (!configured || !message.audio?.length) return fail(status.INVALID_ARGUMENT, "Malordered Data Received.");
      if (message.audio.length > LARGEST) return fail(status.INVALID_ARGUMENT, "Audio chunk size exceeds 15 KB");
      sound = Buffer.concat([sound, message.audio]);
      this.samples += message.audio.length / 2;
      if (sound.length / 32 > LONGEST_MS) return fail(status.OUT_OF_RANGE, "Exceeded maximum allowed stream duration.");
      hear();
      if (read > 0 && isFaulty("speech")) return;
    });
    call.on("end", () => {
      if (isOver || isFaulty("closing")) return;
      const last = words.at(-1);
      if (last) say(true, last.from + WORD);
      const seconds = Math.ceil(sound.length / 32_000);
      this.billedSeconds += seconds;
      call.write({ results: [], metadata: { totalBilledDuration: { seconds, nanos: 0 } } });
      leave();
      call.end();
    });
    call.on("cancelled", leave);
  }
}

function duration(samples: number) {
  return { seconds: Math.floor(samples / 16_000), nanos: Math.round((samples % 16_000) * 62_500) };
}
