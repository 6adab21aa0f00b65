import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { segmentsInOrder } from "#protocol/reduce";
import { microphoneFile } from "#testing/browser/microphone-file";
import { eventually } from "#testing/eventually";
import { join16, SENTENCES, silence, speak } from "#testing/examples/speech";
import { signIn } from "#testing/people/person";
import { Child } from "#testing/processes/child";
import { descendants } from "#testing/processes/process-table";
import { runFfmpeg } from "#testing/recordings/make-recordings";
import { startImport, upload } from "#testing/recordings/upload-recording";
import { temporaryFolder } from "#testing/services/temporary-folder";
import { Page } from "#testing/stack/page";
import { startServices } from "#testing/stack/services";
import { loadAverages, residentMiB } from "./measured/cpu";

// node --import tsx bench/import.ts [--minutes 60] [--watch 120]
// Uploads a video of an hour, and watches its transcription by PocketSphinx for some seconds. The last line is one JSON object:
// times to the first line, memory of the web process and of ffmpeg (MiB: first, largest), and how many times faster than speech it is.

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "60" }, watch: { type: "string", default: "120" } },
});
const [minutes, watch] = [Number(values.minutes), Number(values.watch)];
if (!(minutes > 0 && watch > 0)) throw new Error("--minutes and --watch must be above 0");

const MEBIBYTE = 1_048_576;

/** The first and the largest memory of a process, MiB. */
class Peak {
  #first = 0;
  #most = 0;

  see(pid: number | undefined): void {
    const mib = pid === undefined ? 0 : residentMiB(pid);
    this.#first ||= mib;
    this.#most = Math.max(this.#most, mib);
  }

  get figures(): readonly [first: number, most: number] {
    return [Math.round(this.#first), Math.round(this.#most)];
  }
}

const folder = temporaryFolder();
const services = await startServices(folder);
const uploads = join(folder, "imports");
mkdirSync(uploads);
const env = {
  LOG_LEVEL: "warn",
  DATABASE_URL: services.databaseUrl,
  REDIS_URL: services.redis.url,
  AUTH_SECRET: randomBytes(32).toString("hex"),
  RECOGNISERS: "1",
  IMPORT_FOLDER: uploads,
  // The parts of an upload are small here.
  PAGES_PER_ADDRESS_MINUTE: "1000000",
};
const open = (file: string) => new Child(join(import.meta.dirname, "..", file), env, join(folder, "log"));
const [web, worker] = [open("testing/web/index.ts"), open("worker/index.ts")];

try {
  const spoken = microphoneFile("bench-import", () => join16(...SENTENCES.flatMap((s) => [speak(s), silence(700)])));
  const video = join(folder, "talk.mp4");
  const pictures = ["-f", "lavfi", "-i", "testsrc=size=640x360:rate=5"];
  const codecs = ["-c:v", "mpeg4", "-b:v", "300k", "-c:a", "aac", "-b:a", "96k"];
  runFfmpeg("-stream_loop", "-1", "-i", spoken, ...pictures, "-t", String(minutes * 60), ...codecs, video);
  const bytes = readFileSync(video);
  const { port = 0 } = await web.ready;
  const url = `http://127.0.0.1:${port}`;
  const person = await signIn(url);
  const memory = { web: new Peak(), ffmpeg: new Peak() };

  const begun = performance.now();
  const sent = await upload(url, person, bytes);
  if (!("id" in sent)) throw new Error(`the upload was refused: ${sent.body}`);
  const uploaded = performance.now();
  const started = await startImport(url, person, sent.id);
  if (!started.ok) throw new Error(JSON.stringify(started));
  const looked = performance.now();
  const page = await Page.open({ target: { host: "127.0.0.1", port } }, person);
  page.follow(started.sessionId);
  await eventually("the first line", () => segmentsInOrder(page.transcript).length > 0);
  const firstLine = performance.now();
  for (let second = 0; second < watch && page.transcript.session?.state !== "ended"; second += 1) {
    memory.web.see(web.pid);
    memory.ffmpeg.see(descendants(process.pid, sent.id)[0]);
    await delay(1_000);
  }
  const done = segmentsInOrder(page.transcript).at(-1)?.endMs ?? 0;
  const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10;
  const figures = {
    megabytes: Math.round(bytes.byteLength / MEBIBYTE),
    uploadSeconds: seconds(begun, uploaded),
    lookSeconds: seconds(uploaded, looked),
    firstLineSeconds: seconds(looked, firstLine),
    timesSpeech: Math.round((done / (performance.now() - looked)) * 10) / 10,
    webMegabytes: memory.web.figures,
    ffmpegMegabytes: memory.ffmpeg.figures,
    load: loadAverages(),
  };
  await page.close();
  console.log(JSON.stringify(figures));
} finally {
  await Promise.all([web.kill(), worker.kill()]);
  await services.stop();
  rmSync(folder, { recursive: true, force: true });
}
