import { Emitter } from "@socket.io/redis-emitter";
import { languageRoom, originalRoom } from "#protocol/rooms";
import { CHUNK_SAMPLES, samplesToMs } from "#protocol/sound";
import { connectRedis } from "#redis/connection";
import { ready } from "#testing/processes/parent";
import { CHUNKS_PER_SEGMENT, saidAfter } from "../engines/said";
import { isStamping, stamped } from "../engines/stamp";
import { FAN_OUT_LANGS } from "../fan-out-langs";
import { RELAY_CHANNEL } from "./channel";

/** Answers every chunk with messages of the product's size and rate, and does nothing else. */
const url = process.env.REDIS_URL ?? "";
const publishing = connectRedis(url);
const emitter = new Emitter({
  publish: (channel: string, message: Uint8Array) => void publishing.publish(channel, Buffer.from(message)),
});

function answer(sessionId: string, n: number): void {
  const room = originalRoom(sessionId);
  const seq = Math.ceil(n / CHUNKS_PER_SEGMENT);
  const chunks = n - (seq - 1) * CHUNKS_PER_SEGMENT;
  const startMs = samplesToMs((n - chunks) * CHUNK_SAMPLES);
  const text = saidAfter(chunks);
  const shown = isStamping() ? stamped(text, "draft") : text;
  const draft = { epoch: 1, counter: n, seq, text: shown, startMs, covered: n * CHUNK_SAMPLES };
  emitter.to(room).volatile.emit("draft", { draft });
  if (chunks < CHUNKS_PER_SEGMENT) return;
  const endMs = samplesToMs(n * CHUNK_SAMPLES);
  const segment = { seq, rev: n, kind: "speech", text, lang: "en-US", startMs, endMs, confidence: 0.9 };
  emitter.to(room).emit("segment", { segment, after: n - 1 });
  const translated = (lang: string, said: string) => {
    const translation = { seq, lang, rev: n, text: said, sourceRev: n, unknownWords: 0 };
    return { translation, after: n - 1 };
  };
  if (!isStamping()) emitter.to(room).emit("translation", translated("es", text));
  else for (const lang of FAN_OUT_LANGS) tellReaders(sessionId, lang, translated(lang, stamped(text, lang)));
}

function tellReaders(sessionId: string, lang: string, translation: object): void {
  emitter.to(languageRoom(sessionId, lang)).emit("translation", translation);
}

const subscriber = connectRedis(url);
subscriber.on("messageBuffer", (_: Buffer, message: Buffer) => {
  const [sessionId = "", n = ""] = message.subarray(0, 40).toString("latin1").split(" ", 2);
  answer(sessionId, Number(n));
});
await subscriber.subscribe(RELAY_CHANNEL);
process.once("SIGTERM", () => process.exit(0));
ready();
