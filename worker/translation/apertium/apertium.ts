import type { Log } from "#platform/log";
import { primarySubtag } from "#protocol/language-tag";
import { writtenLanguages } from "#protocol/languages";
import { EngineError } from "../../engine-error";
import type { TranslationRequest, Translator } from "../port";
import { standIn } from "../stand-ins";
import { holdsTerm, partsOf } from "../term-parts";
import { ApertiumPipeline, readPipeline } from "./pipeline";
import { type Reply, withCapitals, withoutCapitals, withSentenceMarks } from "./text";

/** Folder in which Debian's language pairs describe their pipelines. */
const MODES_DIR = "/usr/share/apertium/modes";

/** Apertium names its directions in ISO 639-3. */
const CODES: Readonly<Record<string, string>> = { en: "eng", es: "spa", ca: "cat" };

const MINUTE_MS = 60_000;

export type ApertiumOptions = {
  /** A pipeline that is idle for this long is ended, ms. It holds 110 to 160 MB. */
  readonly idleMs?: number;
  /** A reply that takes longer ends its pipeline, ms. A reply usually takes 3 ms. */
  readonly timeoutMs?: number;
  readonly modesDir?: string;
  readonly log?: Log;
};

type Direction = {
  readonly pipeline: Promise<ApertiumPipeline>;
  idleTimer: NodeJS.Timeout | null;
};

/**
 * Apertium as packaged by Debian: English to Spanish and Catalan. The first sentence of a direction starts its pipeline, and
 * the next one restarts it after a failure.
 */
export function createApertium(options: ApertiumOptions = {}): Translator {
  const { idleMs = 5 * MINUTE_MS, timeoutMs = 10_000, modesDir = MODES_DIR, log } = options;
  const directions = new Map<string, Direction>();
  const running = new Set<ApertiumPipeline>();
  let isClosed = false;

  async function start(name: string): Promise<ApertiumPipeline> {
    const script = await readPipeline(modesDir, name);
    if (isClosed) throw closed();
    const pipeline = new ApertiumPipeline(script, timeoutMs);
    running.add(pipeline);
    void pipeline.closed.then(() => {
      running.delete(pipeline);
      if (pipeline.failure) log?.warn({ direction: name, err: pipeline.failure }, "an Apertium pipeline broke");
    });
    return pipeline;
  }

  async function pipelineFor(name: string): Promise<ApertiumPipeline> {
    const known = directions.get(name);
    if (known) {
      const pipeline = await known.pipeline;
      if (!pipeline.isOver) return pipeline;
      if (directions.get(name) === known) directions.delete(name);
      return pipelineFor(name);
    }
    const pipeline = start(name);
    directions.set(name, { pipeline, idleTimer: null });
    pipeline.catch(() => directions.delete(name));
    return pipeline;
  }

  function stopWhenIdle(name: string, pipeline: ApertiumPipeline): void {
    const direction = directions.get(name);
    if (!direction) return;
    if (direction.idleTimer) clearTimeout(direction.idleTimer);
    direction.idleTimer = setTimeout(() => {
      if (!pipeline.isIdle) return;
      directions.delete(name);
      pipeline.end();
    }, idleMs).unref();
  }

  function supports(from: string, to: string): boolean {
    return writtenLanguages("apertium", from).includes(to);
  }

  return {
    name: "apertium",

    supports,

    async translate({ text, from, to, terms }: TranslationRequest) {
      if (isClosed) throw closed();
      if (!supports(from, to)) {
        throw new EngineError("unsupported", false, `Apertium does not translate ${from} into ${to}`);
      }
      const name = `${CODES[primarySubtag(from)]}-${CODES[to]}`;
      const pipeline = await pipelineFor(name);
      try {
        return await translateAround(pipeline, text, to, terms);
      } finally {
        stopWhenIdle(name, pipeline);
      }
    },

    billed: (text) => text.length,

    async close() {
      isClosed = true;
      for (const { idleTimer } of directions.values()) if (idleTimer) clearTimeout(idleTimer);
      directions.clear();
      for (const pipeline of running) pipeline.end();
      await Promise.all([...running].map((pipeline) => pipeline.closed));
    },
  };
}

/** Translates the text around the terms. If a stand-in is lost, it translates the whole text instead. */
async function translateAround(pipeline: ApertiumPipeline, text: string, to: string, terms: readonly string[]) {
  const parts = partsOf(text, terms);
  if (holdsTerm(parts)) {
    const { text: stood, putBack, isStandIn } = standIn(parts);
    const best = await translateWithNames(pipeline, stood);
    const whole = putBack(withSentenceMarks(best.text, text, to));
    const ours = best.notInDictionary.filter(isStandIn).length;
    if (whole !== null) return { text: whole, unknownWords: best.unknownWords - ours };
  }
  const best = await translateWithNames(pipeline, text);
  return { text: withSentenceMarks(best.text, text, to), unknownWords: best.unknownWords };
}

/** Tries again with capitals, which takes 3 ms: the dictionaries know `London`, but not `london`. */
async function translateWithNames(pipeline: ApertiumPipeline, text: string): Promise<Reply> {
  const first = await pipeline.send(text);
  const recased = withCapitals(text, first.notInDictionary);
  if (recased === text) return first;
  const second = await pipeline.send(recased);
  if (second.unknownWords >= first.unknownWords) return first;
  return { ...second, text: withoutCapitals(second.text, first.notInDictionary, second.notInDictionary) };
}

function closed(): EngineError {
  return new EngineError("unavailable", true, "Apertium is closed");
}
