import { once } from "node:events";
import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeRecording, probeRecording } from "#gateway/import/recording";
import { RecordingError } from "#gateway/import/recording-error";
import type { RecordingFault } from "#protocol/recording";
import { SAMPLE_RATE } from "#protocol/sound";
import { eventually } from "#testing/eventually";
import { descendants, signalProcess } from "#testing/processes/process-table";
import { makeRecordings, runFfmpeg } from "#testing/recordings/make-recordings";
import { temporaryFolder } from "#testing/services/temporary-folder";

const MAX_HOURS = 4;
/** Damaged in ten places each; the other containers in one, and the codecs in none. With EVERY_DAMAGE=1 all in ten, for minutes. */
const COMMON = ["mp4", "mp3", "matroska", "ogg", "wav"];
const isEveryDamage = process.env.EVERY_DAMAGE === "1";
const MOST_MS = isEveryDamage ? 1_800_000 : 180_000;

let folder = "";
let made = new Map<string, string>();
beforeAll(() => {
  folder = temporaryFolder();
  made = makeRecordings(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Heard = { readonly seconds: number; readonly hertz: number } | RecordingFault;

/** Decodes a whole file: its length and the pitch of its loud part, or why it cannot be. */
async function hear(file: string, maxHours = MAX_HOURS): Promise<Heard> {
  try {
    const parts: Buffer[] = [];
    for await (const part of decodeRecording(file, await probeRecording(file, maxHours), maxHours)) parts.push(part);
    const bytes = Buffer.concat(parts);
    const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    return { seconds: samples.length / SAMPLE_RATE, hertz: pitch(samples) };
  } catch (error) {
    if (error instanceof RecordingError) return error.fault;
    throw error;
  }
}

/** Rising crossings of zero per second between 0.2 and 0.8 s. */
function pitch(samples: Int16Array): number {
  const middle = samples.subarray(0.2 * SAMPLE_RATE, 0.8 * SAMPLE_RATE);
  const rising = middle.filter((sample, at) => sample >= 0 && (middle[at - 1] ?? 0) < 0).length;
  return rising / (middle.length / SAMPLE_RATE);
}

/** Calls `act` for each item, two at a time. */
async function forEach<T>(items: Iterable<T>, act: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const work = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  };
  await Promise.all([work(), work()]);
}

const isTone = (heard: Heard) =>
  typeof heard !== "string" && Math.abs(heard.seconds - 1) < 0.1 && Math.abs(heard.hertz - 440) < 10;

test("every container and codec that ffmpeg writes with a head is decoded to its tone", async () => {
  const wrong: [string, Heard][] = [];
  await forEach(made, async ([name, path]) => {
    const heard = await hear(path);
    if (!isTone(heard)) wrong.push([name, heard]);
  });
  expect(wrong).toEqual([]);
});

test("rates from 8 to 192 kHz, mono to 7.1, are decoded to their tone", async () => {
  const kinds = [8, 11.025, 22.05, 96, 192].map((kHz) => ({ kHz, channels: 1 }));
  for (const channels of [2, 3, 6, 8]) kinds.push({ kHz: 48, channels });
  const wrong: unknown[] = [];
  await forEach(kinds, async ({ kHz, channels }) => {
    const path = join(folder, `wave-${kHz}-${channels}`);
    const rate = ["-ar", String(kHz * 1_000), "-ac", String(channels)];
    runFfmpeg("-f", "lavfi", "-i", "sine=440:duration=1", ...rate, "-f", "wav", path);
    const heard = await hear(path);
    if (!isTone(heard)) wrong.push([kHz, channels, heard]);
  });
  expect(wrong).toEqual([]);
});

test(
  "a file that is cut off or damaged is decoded as far as it goes, or refused with a reason",
  async () => {
    const cases = [...made].flatMap(([name, path]) => {
      if (name.startsWith("matroska-") && !isEveryDamage) return [];
      const bytes = readFileSync(path);
      const places = isEveryDamage || COMMON.includes(name) ? 10 : 1;
      return Array.from({ length: places }, (_, n) => {
        const at = Math.floor((bytes.byteLength * (n + 0.5)) / places);
        const corrupt = Buffer.from(bytes);
        for (let k = at; k < Math.min(at + 64, corrupt.byteLength); k += 1) corrupt[k] = (k * 167) % 256;
        return [
          { name: `${name}-cut-${n}`, bytes: bytes.subarray(0, at) },
          { name: `${name}-corrupt-${n}`, bytes: corrupt },
        ];
      }).flat();
    });
    const long: [string, Heard][] = [];
    let decoded = 0;
    await forEach(cases, async ({ name, bytes }) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      // A wrong time in the file becomes silence up to there, within the limit. Nothing else throws or hangs.
      const heard = await hear(path, 0.01);
      if (typeof heard === "string") expect(["unreadable", "no-sound", "no-audio-track", "too-long"]).toContain(heard);
      else if (heard.seconds > 36) long.push([name, heard]);
      else decoded += 1;
    });
    expect(long).toEqual([]);
    expect(decoded).toBeGreaterThan(cases.length / 2);
  },
  MOST_MS,
);

describe("a file that names other files or addresses", () => {
  test("is refused, and nothing of it is opened", async () => {
    let requests = 0;
    const canary = createServer((_, response) => {
      requests += 1;
      response.end();
    }).listen(0, "127.0.0.1");
    await once(canary, "listening");
    const url = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/tone.mp3`;
    const tone = made.get("mp3") ?? "";
    // Each would be decoded to a second of tone if ffmpeg followed it.
    const files = [tone, url].flatMap((target) => [
      `ffconcat version 1.0\nfile '${target}'\n`,
      `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\n${target}\n#EXT-X-ENDLIST\n`,
      `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S"><Period><AdaptationSet mimeType="audio/mpeg"><Representation id="0"><BaseURL>${target}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
      `[playlist]\nFile1=${target}\nNumberOfEntries=1\n`,
      `<asx version="3.0"><entry><ref href="${target}"/></entry></asx>`,
    ]);
    files.push("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n");
    const heard: Heard[] = [];
    await forEach(files.entries(), async ([n, text]) => {
      const path = join(folder, `names-others-${n}`);
      writeFileSync(path, text);
      heard.push(await hear(path));
    });
    canary.close();
    expect(heard).toEqual(files.map(() => "unreadable"));
    expect(requests).toBe(0);
  });
});

test.each<[string, string | Buffer, RecordingFault]>([
  ["nothing", "", "unreadable"],
  ["text.mp3", "These are words, and no sound.\n".repeat(100), "unreadable"],
  ["html", "<!doctype html><title>No sound</title>", "unreadable"],
  ["zip", Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(4_096, 7)]), "unreadable"],
])("%s is refused", async (name, content, fault) => {
  const path = join(folder, `refused-${name}`);
  writeFileSync(path, content);
  expect(await hear(path)).toBe(fault);
});

describe("tracks", () => {
  const make = async (name: string, ...args: readonly string[]) => {
    const path = join(folder, name);
    runFfmpeg(...args, path);
    return hear(path);
  };
  const tone = (hertz: number) => ["-f", "lavfi", "-i", `sine=${hertz}:duration=1`];
  const pictures = ["-f", "lavfi", "-i", "testsrc=duration=1:size=64x64:rate=5"];

  test("pictures without sound, and a picture alone, are refused", async () => {
    expect(await make("pictures.mp4", ...pictures)).toBe("no-audio-track");
    expect(await make("picture.png", ...pictures, "-frames:v", "1")).toBe("unreadable");
  });

  test("sound with a cover is decoded", async () => {
    const cover = ["-map", "0:a", "-map", "1:v", "-frames:v", "1", "-c:v", "png", "-disposition:v", "attached_pic"];
    expect(await make("cover.mp3", ...tone(440), ...pictures, ...cover)).toSatisfy(isTone);
  });

  test("of several tracks the one marked as default is decoded", async () => {
    const marks = ["-map", "0", "-map", "1", "-disposition:a:0", "0", "-disposition:a:1", "default"];
    expect(await make("tracks.mka", ...tone(880), ...tone(440), ...marks)).toSatisfy(isTone);
  });
});

describe("limits", () => {
  test("a 40-hour file is refused by its head", async () => {
    const path = join(folder, "forty-hours.wav");
    const head = Buffer.from(readFileSync(made.get("wav") ?? "").subarray(0, 44));
    head.writeUInt32LE(8_000, 24);
    head.writeUInt32LE(16_000, 28);
    head.writeUInt16LE(1, 22);
    head.writeUInt16LE(2, 32);
    head.write("data", 36);
    head.writeUInt32LE(40 * 3_600 * 16_000, 40);
    writeFileSync(path, head);
    truncateSync(path, 40 * 3_600 * 16_000 + 44);
    expect(await hear(path)).toBe("too-long");
  });

  test("a small file that decodes to much more than it states is decoded up to the limit, then refused", async () => {
    const path = join(folder, "endless.mka");
    // Its second half is 50 minutes later, and the time between becomes silence. A live file states no length.
    const later = ["-af", "asetpts=PTS+gt(T\\,0.5)*3000/TB", "-f", "matroska", "-live", "1"];
    runFfmpeg("-f", "lavfi", "-i", "sine=440:duration=1", ...later, path);
    expect(await hear(path, 0.01)).toBe("too-long");
  });
});

test.each(["SIGKILL", "SIGTERM"] as const)(
  "ffmpeg ends with its reader, and after %s the sound counts as broken off",
  async (signal) => {
    const path = join(folder, `long-${signal}.flac`);
    runFfmpeg("-f", "lavfi", "-i", "sine=440:duration=600", path);
    const recording = await probeRecording(path, MAX_HOURS);
    const running = () => descendants(process.pid, path).length;
    for await (const _ of decodeRecording(path, recording, MAX_HOURS)) break;
    await eventually("ffmpeg has ended", () => running() === 0);

    const decoding = decodeRecording(path, recording, MAX_HOURS);
    await decoding.next();
    expect(running()).toBe(1);
    signalProcess(descendants(process.pid, path)[0], signal);
    const rest = async () => {
      for await (const _ of decoding);
    };
    await expect(rest()).rejects.toMatchObject({ fault: "broken-off" });
  },
);
