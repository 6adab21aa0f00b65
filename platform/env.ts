import { z } from "zod";
import { basePathOf } from "#platform/base-path";
import { STT_ENGINES, TRANSLATION_ENGINES } from "#protocol/engines";
import { count, optional } from "./env-types";
import { ImportSettings } from "./import-env";

/** The only module that reads process.env. .env.example describes every variable. */

const port = z.coerce.number().int().min(0).max(65_535);

const webAddress = optional(z.url({ protocol: /^https?$/, error: "must be an http:// or https:// address" }));

/** A comma-separated list. */
const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean),
  );

/**
 * Google's limits of phrase hints: characters of one, and hints of one request
 * (cloud.google.com/speech-to-text/quotas).
 */
const LONGEST_HINT = 100;
const MOST_HINTS = 1_000;

const name = z.string().regex(/^[A-Za-z0-9_.-]+$/, "must be a name of letters, digits, dots, - and _");
/** `host:port` of an emulator, connected to without encryption. */
const emulator = optional(z.string().regex(/^[^:/\s]+:\d{1,5}$/, "must be host:port"));

/** Budgets for paid engines: see redis/budget.ts. In whole minutes of sound, and characters. */
const Budgets = {
  AUDIO_MINUTES_PER_USER_HOUR: count(240),
  AUDIO_MINUTES_PER_USER_DAY: count(1_440),
  AUDIO_MINUTES_PER_ADDRESS_HOUR: count(1_200),
  AUDIO_MINUTES_PER_ADDRESS_DAY: count(7_200),
  AUDIO_MINUTES_PER_INSTANCE_HOUR: count(6_000),
  AUDIO_MINUTES_PER_INSTANCE_DAY: count(30_000),
  TRANSLATED_CHARACTERS_PER_USER_HOUR: count(1_000_000),
  TRANSLATED_CHARACTERS_PER_USER_DAY: count(5_000_000),
  TRANSLATED_CHARACTERS_PER_ADDRESS_HOUR: count(3_000_000),
  TRANSLATED_CHARACTERS_PER_ADDRESS_DAY: count(15_000_000),
  TRANSLATED_CHARACTERS_PER_INSTANCE_HOUR: count(8_000_000),
  TRANSLATED_CHARACTERS_PER_INSTANCE_DAY: count(40_000_000),
};

/** The people who may start sessions: anyone, people with an account, or invited people with an account. */
export const ACCESS_MODES = ["open", "accounts", "invited"] as const;
export type AccessMode = (typeof ACCESS_MODES)[number];

export const KEEP_SOUND = ["ask", "always", "never"] as const;
export type KeepSound = (typeof KEEP_SOUND)[number];

/** Browsers keep a cookie no longer than this. */
export const MOST_SIGN_IN_DAYS = 400;

/** The object store of stored sound: a bucket and the beginning of all keys in it. */
const soundStore = z.string().regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w-][\w.-]*)*\/?$/, {
  error: "must be s3://bucket or s3://bucket/prefix, with a prefix of letters, digits, dots, - and _",
});

/** Each export thread holds a session in memory. */
const MOST_EXPORTS_AT_ONCE = 16;

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const Common = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** `redis://host:port/db`, `rediss://…`, or the absolute path of a Unix socket. */
  REDIS_URL: z.union([z.url({ protocol: /^rediss?$/ }), z.string().regex(/^\/./)], {
    error: "must be redis://, rediss:// or the absolute path of a Unix socket",
  }),
  /** Days for which the audit log keeps events. */
  AUDIT_DAYS: count(90).pipe(z.number().max(3_650)),
  /** Whether sessions keep their sound: each speaker chooses, all sessions, or none. */
  KEEP_SOUND: z.preprocess((value) => value || undefined, z.enum(KEEP_SOUND).default("ask")),
  /** All stored sound of all people together; an hour is 11 MB. */
  SOUND_MEGABYTES: count(20_000, 0),
  /** All stored sound of one person. */
  SOUND_MEGABYTES_PER_USER: count(2_000, 0),
  /** Where the bytes of new sound are kept; unset: PostgreSQL. AWS's library reads keys and profiles from the environment. */
  SOUND_STORE: optional(soundStore),
  /** The address of a server other than AWS; unset: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL or AWS itself. */
  SOUND_S3_ENDPOINT: webAddress,
  AWS_ENDPOINT_URL_S3: webAddress,
  AWS_ENDPOINT_URL: webAddress,
  AWS_REGION: optional(z.string()),
  /** Whether the bucket is in the path of addresses and not in the host's name; unset: for servers other than AWS. */
  SOUND_S3_PATH_STYLE: optional(z.stringbool({ error: "must be true or false" })),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
  STT_ENGINE: z.enum(STT_ENGINES).default("pocketsphinx"),
  TRANSLATION_ENGINE: z.enum(TRANSLATION_ENGINES).default("apertium"),
  GOOGLE_STT_API: z.preprocess((value) => value || undefined, z.enum(["v1", "v2"]).default("v2")),
  /** `global`, a multi-region (`us`, `eu`) or a region that has the model. */
  GOOGLE_STT_LOCATION: z.preprocess((value) => value || undefined, name.default("global")),
  GOOGLE_STT_MODEL: z.preprocess((value) => value || undefined, name.default("latest_long")),
  ...Budgets,
});

/** Whether an address has no query, and a path of plain names (`/captions`) or none: Next and proxies disagree about others. */
function isPlain(url: string): boolean {
  const { pathname, search, hash } = new URL(url);
  return /^(\/[\w-][\w.-]*)*\/?$/.test(pathname) && search === "" && hash === "";
}

const Web = Common.extend({
  PORT: port.default(3000),
  HOST: z.string().min(1).default("0.0.0.0"),
  /** Addresses of the pages, separated by commas; the first is the one in links and mails. */
  PUBLIC_URL: list.pipe(
    z
      .array(
        z
          .url({
            protocol: /^https?$/,
            error: "must be http:// or https:// addresses, separated by commas",
            abort: true,
          })
          .refine(isPlain, {
            error: "must be an address such as https://example.org or https://example.org/captions, without a query",
          }),
      )
      .refine((urls) => new Set(urls.map(basePathOf)).size <= 1, {
        error: "must name addresses with the same path: the pages are built for one path",
        abort: true,
      })
      .refine((urls) => new Set(urls.map((url) => url.split(":", 1)[0]?.toLowerCase())).size <= 1, {
        // With https, cookies have a prefix and are secure, so a browser at an http address could not sign in.
        error: "must name either https or http addresses, not both",
        abort: true,
      }),
  ),
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters; `npm start` creates a secret if it is unset"),
  TRUSTED_PROXIES: list,
  /** Unset means open; the launcher then warns if other machines can reach the address. */
  ACCESS: optional(z.enum(ACCESS_MODES)),
  METRICS_TOKEN: optional(z.string().min(16)),
  ...ImportSettings,
  LIVE_SESSIONS_PER_USER: count(20),
  LIVE_SESSIONS_PER_ADDRESS: count(100),
  /** Deleted sessions count too. */
  SESSIONS_PER_USER_HOUR: count(120),
  SESSIONS_PER_ADDRESS_HOUR: count(1_200),
  /** Open connections of one signed-in person at one web process. */
  CONNECTIONS_PER_USER: count(50),
  PAGES_PER_ADDRESS_MINUTE: count(6_000),
  SIGN_INS_PER_ADDRESS_HOUR: count(300),
  LINKS_PER_SESSION_DAY: count(200),
  READERS_PER_LINK: count(2_000),
  JOINS_PER_ADDRESS_MINUTE: count(2_000),
  FILES_PER_USER_MINUTE: count(30),
  FILES_PER_LINK_MINUTE: count(300),
  /** Threads of a web process that write exported files. */
  EXPORTS_AT_ONCE: count(2).pipe(z.number().max(MOST_EXPORTS_AT_ONCE)),
  PASSWORD_TRIES_PER_MINUTE: count(10),
  /** Wrong short codes of links. */
  CODE_TRIES_PER_ADDRESS_HOUR: count(100),
  ACCOUNT_TRIES_PER_HOUR: count(20),
  /** Letters to one address that anyone may request. */
  LETTERS_PER_ADDRESS_HOUR: count(4),
  LETTERS_PER_ADDRESS_DAY: count(12),
  /** A sign-in to an account ends this many days after the last visit, and this many days after it began. */
  SIGN_IN_IDLE_DAYS: count(30).pipe(z.number().max(MOST_SIGN_IN_DAYS)),
  SIGN_IN_DAYS: count(90).pipe(z.number().max(MOST_SIGN_IN_DAYS)),
  /** Both or neither: sign-in with Google. */
  GOOGLE_OAUTH_CLIENT_ID: optional(z.string().min(1)),
  GOOGLE_OAUTH_CLIENT_SECRET: optional(z.string().min(1)),
  /** `smtp://` or `smtps://` with name and password. MAIL_FROM is the sender; links in mails begin with PUBLIC_URL. */
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: optional(z.string().min(3)),
})
  .superRefine((env, context) => {
    const wrong = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    if ((env.GOOGLE_OAUTH_CLIENT_ID === undefined) !== (env.GOOGLE_OAUTH_CLIENT_SECRET === undefined))
      wrong("GOOGLE_OAUTH_CLIENT_SECRET", "must be set together with GOOGLE_OAUTH_CLIENT_ID");
    if (env.SMTP_URL && !env.MAIL_FROM)
      wrong("MAIL_FROM", "must be set when SMTP_URL is: it is the sender of the mails");
    // Without PUBLIC_URL a link would use the Host header of a request, which a stranger can choose.
    if (env.SMTP_URL && !env.PUBLIC_URL[0])
      wrong("PUBLIC_URL", "must be set when SMTP_URL is: links in mails begin with it");
  })
  .transform(({ PUBLIC_URL, ...env }) => ({
    ...env,
    PUBLIC_URL: PUBLIC_URL[0],
    /** The path of all addresses in PUBLIC_URL: `/captions`, or empty. */
    BASE_PATH: basePathOf(PUBLIC_URL[0]),
    /** The origins of all addresses in PUBLIC_URL. */
    PUBLIC_ORIGINS: PUBLIC_URL.map((url) => new URL(url).origin),
  }));

const Worker = Common.extend({
  GOOGLE_CLOUD_PROJECT: optional(name),
  /** The path of a key file; Google's libraries read it too. */
  GOOGLE_APPLICATION_CREDENTIALS: optional(z.string()),
  /** Phrases that are likely to be spoken, separated by commas. */
  GOOGLE_STT_HINTS: list.pipe(z.array(z.string().max(LONGEST_HINT)).max(MOST_HINTS)),
  SPEECH_EMULATOR_HOST: emulator,
  GOOGLE_TRANSLATE_LOCATION: z.preprocess((value) => value || undefined, name.default("global")),
  /** `nmt`, or `translation-llm`. */
  GOOGLE_TRANSLATE_MODEL: z.preprocess((value) => value || undefined, name.default("nmt")),
  /** The id of a glossary in that location. */
  GOOGLE_TRANSLATE_GLOSSARY: optional(name),
  /** Used without a project: the older v2 API translates. */
  GOOGLE_TRANSLATE_API_KEY: optional(z.string().min(1)),
  TRANSLATE_EMULATOR_HOST: emulator,
  /** 0: one per core of the machine. */
  RECOGNISERS: count(0, 0),
  /** Anonymous people without sessions are removed after this many days without a visit. */
  ANONYMOUS_DAYS: count(30),
  /** Minimum time between two drafts of one session, ms; 0: no limit. */
  DRAFT_INTERVAL_MS: count(200, 0),
});

/** Settings of migrations; only scripts/ reads them. */
const Database = Common.pick({ DATABASE_URL: true }).extend({
  /** The same database, with the role that owns its tables. */
  MIGRATE_DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
});

/** Settings of backups; only scripts/ reads them. */
const Backup = z.object({
  /** One or more age keys, one per line; backups are encrypted for each of them. */
  BACKUP_KEY: optional(z.string()),
  /** The path of a file that holds the key. */
  BACKUP_KEY_FILE: optional(z.string()),
  /** `npm start` makes a backup every this many hours; 0: none. */
  BACKUP_EVERY: z.coerce.number().min(0).max(8_760).default(0),
  /** The folder of backups without a file name; unset: in the data folder. */
  BACKUP_FOLDER: optional(z.string()),
  /** The largest number of backups in that folder, and their maximum age in days; 0: no limit. */
  BACKUP_KEEP: count(0, 0),
  BACKUP_DAYS: count(30, 0),
});

export type DatabaseEnv = z.infer<typeof Database>;
export type BackupEnv = z.infer<typeof Backup>;
export type WebEnv = z.infer<typeof Web>;
export type WorkerEnv = z.infer<typeof Worker>;
export type CommonEnv = z.infer<typeof Common>;

/** The settings that decide which languages Google recognises. */
export function googleHearing(env: CommonEnv) {
  return { api: env.GOOGLE_STT_API, location: env.GOOGLE_STT_LOCATION, model: env.GOOGLE_STT_MODEL };
}

export type S3Settings = {
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  readonly isPathStyle: boolean;
};

/** How S3 is reached. Servers other than AWS mostly ignore the region, but requests need one. */
export function s3Settings(env: CommonEnv): S3Settings {
  const endpoint = env.SOUND_S3_ENDPOINT ?? env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL;
  const region = env.AWS_REGION ?? (endpoint && "us-east-1");
  return { endpoint, region, isPathStyle: env.SOUND_S3_PATH_STYLE ?? endpoint !== undefined };
}

/** @throws EnvError that names every wrong variable, never its value */
export function readWebEnv(source: NodeJS.ProcessEnv = process.env): WebEnv {
  return read(Web, source);
}

/**
 * The address of a page, for scripts that need no other setting of a web process.
 * @param path such as `/invitation`, below the first address in PUBLIC_URL, which is not checked here. If PUBLIC_URL is unset,
 * the address is on `localhost`
 */
export function pageAddress(path: `/${string}`, { PUBLIC_URL, PORT }: NodeJS.ProcessEnv): string {
  const first = list.parse(PUBLIC_URL)[0] ?? `http://localhost:${PORT || 3000}`;
  return new URL(basePathOf(first) + path, first).href;
}

/** @throws EnvError */
export function readWorkerEnv(source: NodeJS.ProcessEnv = process.env): WorkerEnv {
  return read(Worker, source);
}

/** @throws EnvError */
export function readCommonEnv(source: NodeJS.ProcessEnv = process.env): CommonEnv {
  return read(Common, source);
}

/** @throws EnvError */
export function readDatabaseEnv(source: NodeJS.ProcessEnv = process.env): DatabaseEnv {
  return read(Database, source);
}

/** @throws EnvError */
export function readBackupEnv(source: NodeJS.ProcessEnv = process.env): BackupEnv {
  return read(Backup, source);
}

export class EnvError extends Error {
  override readonly name = "EnvError";
}

function read<T extends z.ZodType>(schema: T, source: NodeJS.ProcessEnv): z.infer<T> {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join(".") || "environment"}: ${issue.message}`);
  throw new EnvError(`Wrong settings (environment or .env):\n  ${wrong.join("\n  ")}`);
}
