import { primarySubtag } from "#protocol/language-tag";

/** The words that decide in one language where a sentence is cut, in lower case. */
export type CutRules = {
  /** Conjunctions and prepositions: a sentence is cut before them. */
  readonly openers: ReadonlySet<string>;
  /** Articles and the like: they belong to the word that follows. */
  readonly determiners: ReadonlySet<string>;
  /** `3.` means "third". */
  readonly marksOrdinals: boolean;
  /** A space stands where other languages have a mark. */
  readonly spacesEndClauses: boolean;
};

const LISTS: Readonly<Record<string, readonly [openers: string, determiners: string]>> = {
  en: [
    "and but or nor so yet because if when while although though unless until since than that which who whose where why how as of in on at to for from with without by about into onto over under between through during after before against",
    "a an the this these those my your his her its our their no every each some any",
  ],
  es: [
    "y e o u ni pero sino porque si cuando mientras aunque pues que quien quienes donde como cual a ante bajo con contra de del desde en entre hacia hasta para por según sin sobre tras al durante",
    "el la los las lo un una unos unas este esta estos estas ese esa mi mis tu tus su sus nuestro nuestra cada",
  ],
  ca: [
    "i o ni però sinó perquè si quan mentre encara doncs que qui on com qual d a amb contra de del dels des en entre fins cap per pel pels segons sense sobre al als durant",
    "el la els les un una uns unes aquest aquesta aquests aquestes mon meu seu seva seus seves nostre nostra cada",
  ],
  fr: [
    "et ou ni mais car donc or si quand lorsque comme que qui dont où parce puisque lorsqu puisqu jusqu qu d à au aux avec chez contre dans de des du depuis dès en entre jusque par pendant pour sans selon sous sur vers",
    "le la les un une ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs chaque",
  ],
  de: [
    "und oder aber denn sondern dass weil wenn als ob obwohl während damit bevor nachdem sobald wie wo ab an am auf aus bei beim bis durch für gegen hinter in im ins mit nach neben ohne seit über um unter von vom vor zu zum zur zwischen",
    "der die das den dem des ein eine einen einem einer eines kein keine mein meine sein seine ihr ihre unser unsere dieser diese dieses jeder jede",
  ],
  vi: [
    "và hoặc hay nhưng mà nên vì nếu khi thì rằng tuy dù bởi để do của ở tại trong ngoài trên dưới với cho từ đến về theo bằng qua giữa trước sau như cùng",
    "các những một mỗi mọi từng cái con chiếc",
  ],
};

/** Abbreviations before a name, without their full stop. */
const NAMING = new Set(
  "dr dra mr mrs ms mx prof profa st ste rev fr gen lt sgt capt sen rep gov vs cf e.g i.e z.b d.h p.ej p.ex bzw sr sra srta srs d dª dña mme mlle hr tp ths ts pgs gs bs".split(
    " ",
  ),
);

/** Abbreviations only before a number: a sentence may end with `no.` or `art.` */
const NUMBERING = new Set("no nr núm num art fig vol ch cap p pp pág pàg ca approx aprox tel".split(" "));

/** Abbreviations that belong to the words before them, without their last full stop. */
const TRAILING = new Set("etc usw jr inc ltd corp co bros a.m p.m b.c a.d u.a u.s.w v.v".split(" "));

const NO_RULES: CutRules = {
  openers: new Set(),
  determiners: new Set(),
  marksOrdinals: false,
  spacesEndClauses: false,
};

const RULES = new Map<string, CutRules>([
  ...Object.entries(LISTS).map(([lang, [openers, determiners]]): [string, CutRules] => [
    lang,
    {
      ...NO_RULES,
      openers: new Set(openers.split(" ")),
      determiners: new Set(determiners.split(" ")),
      marksOrdinals: lang === "de",
    },
  ]),
  ...["th", "lo", "km", "my"].map((lang): [string, CutRules] => [lang, { ...NO_RULES, spacesEndClauses: true }]),
]);

export function cutRulesOf(lang: string): CutRules {
  return RULES.get(primarySubtag(lang)) ?? NO_RULES;
}

/** `J.`, `Đ.`, and `z.` before `B.`. An English `I.` is more often the end of a sentence. */
const INITIAL = /^[^\p{L}]*(?![Ii]\.)(?:\p{Lu}|[a-z])\.$/u;
/** `U.S.`, `z.B.` */
const INITIALS = /^[^\p{L}]*(?:\p{L}\.){2,}$/u;
/** `am 3. Oktober` */
const ORDINAL = /^\p{Nd}{1,2}\.$/u;

type Abbreviation = "naming" | "trailing";

/** Returns the kind of abbreviation of a word; null if its full stop ends a sentence. */
export function abbreviationOf(word: string, next: string, { marksOrdinals }: CutRules): Abbreviation | null {
  if (!word.endsWith(".")) return null;
  const bare = word
    .slice(0, -1)
    .replace(/^[^\p{L}]+/u, "")
    .toLowerCase();
  if (NAMING.has(bare) || INITIAL.test(word)) return "naming";
  if (NUMBERING.has(bare) && /^\p{Nd}/u.test(next)) return "naming";
  if (marksOrdinals && ORDINAL.test(word)) return "naming";
  return TRAILING.has(bare) || INITIALS.test(word) ? "trailing" : null;
}
