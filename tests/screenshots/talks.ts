import type { FailureKind } from "#protocol/session";
import { TALK, UNFINISHED } from "#testing/scripted-product/talk";

type PastLine = { readonly text: string; readonly written: Readonly<Record<string, string>> };

/** A session with its lines. A line without text is a gap. */
export type PastSession = {
  readonly title: string;
  readonly sourceLang: string;
  readonly targetLangs: readonly string[];
  readonly minutesAgo: number;
  readonly minutes: number;
  /** Start times of its lines. */
  readonly firstMs: number;
  readonly tags: readonly string[];
  readonly failure: FailureKind | null;
  /** Speakers by line number. */
  readonly speakers: readonly (readonly [seq: number, name: string])[];
  readonly lines: readonly PastLine[];
};

const DAY = 24 * 60;

const [FIELD] = UNFINISHED.en.split(" where");
const DELTA: readonly PastLine[] = [
  ...TALK.map(({ en, vi, es, ar }) => ({ text: en, written: { vi, es, ar } })),
  { text: "", written: {} },
  {
    text: `${FIELD} where shrimp and rice take turns.`,
    written: {
      vi: `${UNFINISHED.vi} lúa luân phiên nhau.`,
      es: `${UNFINISHED.es} el arroz se turnan.`,
      ar: `${UNFINISHED.ar}الأرز يتناوبان.`,
    },
  },
  {
    text: "In the dry months the pond is salt, so we raise shrimp.",
    written: {
      vi: "Vào những tháng khô, ao nhiễm mặn, nên chúng tôi nuôi tôm.",
      es: "En los meses secos el estanque es salado, así que criamos camarones.",
      ar: "في الأشهر الجافة تكون البركة مالحة، فنربّي الروبيان.",
    },
  },
  {
    text: "When the rain comes, it washes the field, and we plant rice.",
    written: {
      vi: "Khi mưa về, nước mưa rửa mặn cho ruộng, và chúng tôi trồng lúa.",
      es: "Cuando llega la lluvia, lava el campo, y plantamos arroz.",
    },
  },
];

/** Minutes of weekly lectures before all others, the latest first. */
const LECTURES = [58, 140, 96, 74, 120, 88, 0, 45, 62];

/** The newest first. */
export const PAST: readonly PastSession[] = [
  {
    title: "Living with salt: farming the Mekong Delta",
    sourceLang: "en-US",
    targetLangs: ["vi", "es", "ar"],
    minutesAgo: 90,
    minutes: 1.2,
    firstMs: 2_000,
    tags: ["lecture", "Mekong"],
    failure: null,
    speakers: [
      [1, "Dr. Lan Nguyễn"],
      [8, "Tâm, farmer"],
    ],
    lines: DELTA,
  },
  {
    title: "Sunday homily, 22 November",
    sourceLang: "en-US",
    targetLangs: ["vi", "es"],
    minutesAgo: DAY + 40,
    minutes: 31,
    firstMs: 258_000,
    tags: [],
    failure: null,
    speakers: [],
    lines: [
      {
        text: "You are the salt of the earth.",
        written: { vi: "Chính anh em là muối cho đời.", es: "Ustedes son la sal de la tierra." },
      },
    ],
  },
  {
    title: "Product review, week 47",
    sourceLang: "en-US",
    targetLangs: ["vi"],
    minutesAgo: 4 * DAY,
    minutes: 52,
    firstMs: 2_270_000,
    tags: ["work"],
    failure: null,
    speakers: [],
    lines: [
      {
        text: "We add a salt to every password before we store it.",
        written: { vi: "Chúng tôi thêm chuỗi salt vào mỗi mật khẩu trước khi lưu." },
      },
    ],
  },
  {
    title: "Old town walk, Hội An",
    sourceLang: "vi-VN",
    targetLangs: ["en", "es"],
    minutesAgo: 9 * DAY,
    minutes: 64,
    firstMs: 1_086_000,
    tags: ["walks"],
    failure: null,
    speakers: [],
    lines: [
      {
        text: "Nhà kho này từng chứa muối và quế.",
        written: { en: "This warehouse once held salt and cinnamon.", es: "Este almacén guardaba sal y canela." },
      },
    ],
  },
  {
    title: "",
    sourceLang: "en-US",
    targetLangs: ["vi"],
    minutesAgo: 16 * DAY,
    minutes: 3,
    firstMs: 4_000,
    tags: [],
    failure: "unavailable",
    speakers: [],
    lines: [{ text: "Can everybody read this?", written: { vi: "Mọi người có đọc được không?" } }],
  },
  ...LECTURES.map((minutes, index) => ({
    title: `Chemistry, lecture ${LECTURES.length - index}`,
    sourceLang: "en-US",
    targetLangs: ["vi", "es"],
    minutesAgo: (21 + 7 * index) * DAY,
    minutes,
    firstMs: 0,
    tags: [],
    failure: null,
    speakers: [],
    lines: [],
  })),
];
