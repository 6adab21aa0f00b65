import { existsSync } from "node:fs";
import { join } from "node:path";
import { type LibraryHandle, load } from "koffi";

/** One frame of PocketSphinx's front end: 10 ms. */
const FRAME_SAMPLES = 160;

export type DecodedWord = {
  readonly word: string;
  /** Samples that the decoder has processed in its lifetime up to the word's start and end. */
  readonly start: number;
  readonly end: number;
  /** 0 to 1; valid only after `endUtterance`. */
  readonly confidence: number;
  /**
   * The misfit between the word and the sound: how far the word's sounds score below the model's best-fitting sounds, mean
   * per frame, in units of the library. See `LanguageFit`.
   */
  readonly misfit: number;
  /** Silence, breath or noise rather than a word. */
  readonly filler: boolean;
};

/** A PocketSphinx decoder of one speaker and one stream. */
export interface Decoder {
  startUtterance(): void;
  process(samples: Int16Array): void;
  /** Result of its voice activity detector: true from the 10th voiced frame to the 50th unvoiced one. */
  isInSpeech(): boolean;
  /** Runs the final passes; they take up to a tenth of the utterance's length. */
  endUtterance(): void;
  /** The best path so far, or the final one after `endUtterance`. */
  words(): DecodedWord[];
}

/** A required Debian package is not installed. */
export class MissingPackage extends Error {
  override readonly name = "MissingPackage";

  constructor(packageName: string, options?: ErrorOptions) {
    super(`PocketSphinx needs the Debian package ${packageName}: apt-get install -y ${packageName}`, options);
  }
}

/**
 * Loads Debian's libpocketsphinx3 (0.8+5prealpha) and a model; takes about 300 ms and 90 MB.
 * The library calls `exit(1)` on a fatal error, so it needs a process of its own.
 * @throws MissingPackage
 */
export function loadDecoder(modelDir: string): Decoder {
  const c = bind();
  const model = {
    "-hmm": join(modelDir, "en-us"),
    "-lm": join(modelDir, "en-us.lm.bin"),
    "-dict": join(modelDir, "cmudict-en-us.dict"),
  };
  if (!Object.values(model).every((path) => existsSync(path))) throw new MissingPackage("pocketsphinx-en-us");
  c.err_set_logfp(null);
  const argv = ["pocketsphinx", ...Object.entries(model).flat()];
  const config = c.cmd_ln_parse_r(null, c.ps_args(), argv.length, argv, 1);
  const ps = config && c.ps_init(config);
  if (!ps) throw new Error("PocketSphinx could not load its model");
  const logmath = c.ps_get_logmath(ps);
  c.ps_start_stream(ps);

  return {
    startUtterance: () => must(c.ps_start_utt(ps), "ps_start_utt"),
    process: (samples) => must(c.ps_process_raw(ps, samples, samples.length, 0, 0), "ps_process_raw"),
    isInSpeech: () => c.ps_get_in_speech(ps) !== 0,
    endUtterance: () => must(c.ps_end_utt(ps), "ps_end_utt"),
    words() {
      const words: DecodedWord[] = [];
      // The iterator frees itself only when it is read to its end.
      for (let segment = c.ps_seg_iter(ps); segment; segment = c.ps_seg_next(segment)) {
        const first: [number] = [0];
        const last: [number] = [0];
        c.ps_seg_frames(segment, first, last);
        const acoustic: [number] = [0];
        const probability = c.ps_seg_prob(segment, acoustic, [0], [0]);
        const raw: string = c.ps_seg_word(segment) ?? "";
        words.push({
          word: raw.replace(/\(\d+\)$/, ""),
          start: first[0] * FRAME_SAMPLES,
          end: (last[0] + 1) * FRAME_SAMPLES,
          // It sometimes returns slightly more than 1.
          confidence: Math.min(1, Math.max(0, c.logmath_exp(logmath, probability))),
          misfit: -acoustic[0] / (last[0] - first[0] + 1),
          filler: /^(<|\[|\+\+)/.test(raw),
        });
      }
      return words;
    },
  };
}

function must(status: number, call: string): void {
  if (status < 0) throw new Error(`${call} failed`);
}

function bind() {
  const base = open("libsphinxbase.so.3", "libsphinxbase3");
  const sphinx = open("libpocketsphinx.so.3", "libpocketsphinx3");
  return {
    cmd_ln_parse_r: base.func("void *cmd_ln_parse_r(void *inout, void *defn, int argc, char **argv, int strict)"),
    err_set_logfp: base.func("void err_set_logfp(void *fp)"),
    logmath_exp: base.func("double logmath_exp(void *lmath, int p)"),
    ps_args: sphinx.func("void *ps_args()"),
    ps_init: sphinx.func("void *ps_init(void *config)"),
    ps_get_logmath: sphinx.func("void *ps_get_logmath(void *ps)"),
    ps_start_stream: sphinx.func("int ps_start_stream(void *ps)"),
    ps_start_utt: sphinx.func("int ps_start_utt(void *ps)"),
    ps_process_raw: sphinx.func("int ps_process_raw(void *ps, const int16_t *data, size_t n, int no_search, int full)"),
    ps_get_in_speech: sphinx.func("uint8_t ps_get_in_speech(void *ps)"),
    ps_end_utt: sphinx.func("int ps_end_utt(void *ps)"),
    ps_seg_iter: sphinx.func("void *ps_seg_iter(void *ps)"),
    ps_seg_next: sphinx.func("void *ps_seg_next(void *seg)"),
    ps_seg_word: sphinx.func("const char *ps_seg_word(void *seg)"),
    ps_seg_frames: sphinx.func("void ps_seg_frames(void *seg, _Out_ int *first, _Out_ int *last)"),
    ps_seg_prob: sphinx.func("int ps_seg_prob(void *seg, _Out_ int *acoustic, _Out_ int *lm, _Out_ int *backoff)"),
  };
}

function open(library: string, packageName: string): LibraryHandle {
  try {
    return load(library);
  } catch (cause) {
    throw new MissingPackage(packageName, { cause });
  }
}
