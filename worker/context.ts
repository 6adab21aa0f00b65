import type { Clocks } from "#platform/clocks";
import type { WorkerEnv } from "#platform/env";
import type { Log } from "#platform/log";
import type { Publisher } from "#publishing/publisher";
import type { Budget } from "#redis/budget";
import type { ScriptedRedis } from "#redis/connection";
import type { ServeQueue } from "#redis/serve-queue";
import type { TranslateQueue } from "#redis/translate-queue";
import type { WorkerMetrics } from "./metrics";
import type { Bill } from "./serving/billed-seconds";
import type { FollowedSessions } from "./serving/followed-session";
import type { LatestRevs } from "./serving/latest-revs";
import type { SoundSpace } from "./sound/sound-space";
import type { SpeechToText } from "./stt/port";
import type { Translator } from "./translation/port";

/** The dependencies of every part of a worker process. */
export type WorkerContext = {
  readonly id: string;
  readonly env: WorkerEnv;
  readonly log: Log;
  readonly redis: ScriptedRedis;
  readonly serveQueue: ServeQueue;
  readonly translateQueue: TranslateQueue;
  readonly publisher: Publisher;
  readonly latestRevs: LatestRevs;
  readonly followedSessions: FollowedSessions;
  readonly metrics: WorkerMetrics;
  readonly stt: SpeechToText;
  readonly translator: Translator;
  readonly bill: Bill;
  readonly budget: Budget;
  readonly clocks: Clocks;
  readonly soundSpace: SoundSpace;
  /** Ids of the sessions that hold a recogniser of this process now. */
  readonly serving: Set<string>;
};
