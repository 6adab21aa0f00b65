import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

const listed = (names: string) => names.trim().split(/\s+/);

/** ffmpeg's names of containers, by the rates and channels that they take. Each file holds a 440 Hz tone of one second. */
const STEREO = listed(`
  ac3 adts adx aiff apm argo_asf asf ast au avi avm2 caf dvd eac3 f4v flac flv ipod ircam ismv kvag latm matroska mov
  mp2 mp3 mp4 mpeg mpegts nut oga ogg ogv rm smjpeg sox spdif svcd swf tta vcd vob voc w64 wav wsaud wtv wv`);
const MONO_8_KHZ = listed("codec2 gsm mmf opus spx webm");
const SIX_CHANNELS = listed("dts mlp truehd");

/** Containers that hold sound only beside pictures. */
const WITH_PICTURES = ["mxf", "dv"];

/** Codecs to write into Matroska, which takes nearly all, in addition to the default codecs of the containers. */
const CODECS = listed(`
  aac ac3 adpcm_ima_wav adpcm_ms alac eac3 flac mp2 libmp3lame libopus libvorbis pcm_alaw pcm_f32le pcm_f64le
  pcm_mulaw pcm_s16le pcm_s24le pcm_s32le pcm_u8 tta wavpack wmav1 wmav2`);

const TONE = ["-f", "lavfi", "-i", "sine=440:duration=1"];
const PICTURES = ["-f", "lavfi", "-i", "testsrc=duration=1:size=720x576:rate=25"];

/** Runs ffmpeg. @throws Error if a file was not made */
export function runFfmpeg(...args: readonly string[]): void {
  const { status, stderr } = spawnSync("ffmpeg", ["-nostdin", "-y", "-v", "error", ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

/** Makes one file of each container and of each codec. @returns their paths by name */
export function makeRecordings(folder: string): Map<string, string> {
  const made = new Map<string, string>();
  const output = (name: string, options: readonly string[]) => {
    const path = join(folder, name);
    made.set(name, path);
    return [...options, "-strict", "-2", path];
  };
  // `-f` alone chooses the format: the files have no extension.
  runFfmpeg(
    ...TONE,
    ...STEREO.flatMap((format) => output(format, ["-ar", "44100", "-ac", "2", "-f", format])),
    ...MONO_8_KHZ.flatMap((format) => output(format, ["-ar", "8000", "-ac", "1", "-f", format])),
    ...SIX_CHANNELS.flatMap((format) => output(format, ["-ar", "48000", "-ac", "6", "-f", format])),
    ...CODECS.flatMap((codec) =>
      output(`matroska-${codec}`, ["-ar", "48000", "-ac", "2", "-c:a", codec, "-f", "matroska"]),
    ),
  );
  runFfmpeg(
    ...[...TONE, ...PICTURES],
    ...WITH_PICTURES.flatMap((format) => output(format, ["-ar", "48000", "-ac", "2", "-f", format])),
  );
  for (const [name, path] of made)
    if (!existsSync(path) || statSync(path).size === 0) throw new Error(`ffmpeg made no ${name}`);
  return made;
}
