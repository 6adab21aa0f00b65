import { LANGUAGE_TAG } from "#protocol/language-tag";

export const BACKGROUNDS = ["dark", "light", "green", "transparent"] as const;
export const LAYOUTS = ["stacked", "side"] as const;
/** Lines of each text. */
const LINE_COUNTS = [2, 3] as const;
/** Text size in pixels of a screen that is 1920 wide. */
const SMALLEST = 72;
const LARGEST = 120;
const SIZE_STEP = 12;

/** The settings of a caption screen. All of them are in its address. */
export type ScreenSettings = {
  /** Null: the language that the browser prefers. */
  readonly lang: string | null;
  /** Null: one language. */
  readonly second: string | null;
  readonly layout: (typeof LAYOUTS)[number];
  /** Whether the original is shown beside the translations. */
  readonly original: boolean;
  readonly lines: (typeof LINE_COUNTS)[number];
  readonly size: number;
  readonly background: (typeof BACKGROUNDS)[number];
  /** Whether a corner shows how to join. */
  readonly code: boolean;
};

const DEFAULTS: ScreenSettings = {
  lang: null,
  second: null,
  layout: "stacked",
  original: false,
  lines: 3,
  size: 96,
  background: "dark",
  code: false,
};

/** Reads the settings of an address. A value that does not fit counts as absent. */
export function parseScreenSettings(query: URLSearchParams): ScreenSettings {
  const text = (name: keyof ScreenSettings) => query.get(name) ?? "";
  const language = (name: "lang" | "second") => (LANGUAGE_TAG.test(text(name)) ? text(name) : null);
  const size = /^\d{2,3}$/.test(text("size")) ? Number(text("size")) : 0;
  return {
    lang: language("lang"),
    second: language("second"),
    layout: LAYOUTS.find((known) => known === text("layout")) ?? DEFAULTS.layout,
    original: text("original") === "on",
    lines: LINE_COUNTS.find((known) => String(known) === text("lines")) ?? DEFAULTS.lines,
    size: size >= SMALLEST && size <= LARGEST ? size : DEFAULTS.size,
    background: BACKGROUNDS.find((known) => known === text("background")) ?? DEFAULTS.background,
    code: text("code") === "on",
  };
}

/** The settings as the query of an address, without those that have their default: `?lang=vi&size=120`. */
export function screenQuery(settings: ScreenSettings): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(DEFAULTS) as (keyof ScreenSettings)[]) {
    const value = settings[name];
    if (value === null || value === DEFAULTS[name]) continue;
    query.set(name, value === true ? "on" : String(value));
  }
  return query.size === 0 ? "" : `?${query}`;
}

/** One step larger or smaller; at either end it stays. */
export function stepScreenSize(size: number, step: 1 | -1): number {
  return Math.max(SMALLEST, Math.min(LARGEST, size + step * SIZE_STEP));
}

/** The choice after `present`; the first one after the last. */
export function nextChoice<T>(choices: readonly T[], present: T): T {
  const next = choices[(choices.indexOf(present) + 1) % choices.length];
  return next === undefined ? present : next;
}
