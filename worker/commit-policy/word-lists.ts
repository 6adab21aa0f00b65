import { primarySubtag } from "#protocol/language-tag";

/** Words of a language that help to find sentence ends, as `keyOf` writes them. */
export type WordLists = {
  /** Words that a sentence does not end with. */
  readonly neverLast: ReadonlySet<string>;
  /** Words that often begin a sentence. */
  readonly openers: ReadonlySet<string>;
  /** Words that a long sentence can be cut before. */
  readonly conjunctions: ReadonlySet<string>;
  /** Words that begin the first of two clauses, where a sentence begins with them. */
  readonly subordinators: ReadonlySet<string>;
};

function list(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** In any language: written with a full stop, and always followed by a name or a number. */
export const TITLES = list(
  "mr mrs ms dr prof st sr sra srta jr gen col capt lt sgt rev hon fig no nr nº mme mlle hr fr frau ông bà ts ths pgs gs",
);
/** Other words that are written with a full stop. */
export const ABBREVIATIONS = list(
  "e.g i.e eg ie etc vs approx dept inc ltd co corp est a.m p.m am pm u.s u.k u.n u.s.a d.c ph.d usw z.b bzw ca jh ee.uu pág tp tt q",
);

const NONE: WordLists = {
  neverLast: new Set(),
  openers: new Set(),
  conjunctions: new Set(),
  subordinators: new Set(),
};

const LISTS: Readonly<Record<string, WordLists>> = {
  en: {
    neverLast:
      list(`a an the of to in on at by for from with into onto over under between among and or but nor so because
      if when while although though unless until than which who whose whom as is are was were be been am i'm we're
      they're he's she's it's has have had will would can could should shall may might must my your his our their its
      every very quite such i we they he she who's let's don't doesn't didn't
      isn't aren't wasn't weren't can't couldn't won't wouldn't`),
    openers: list(`i we you he she they it there this that these those the my our your his her their now then today
      yesterday tomorrow five four six seven eight nine ten last next so and but when if what where who why how which is are do does did can could would will please let
      let's good thank thanks hello welcome first second third next finally because in on at after before during some many
      most every each nobody everybody everyone children people one two yes no well okay it's that's there's he's she's
      we're they're i'm i've we've here never not
      however also still often sometimes usually later soon meanwhile instead perhaps maybe even only just once another
      others all both any few such everything nothing something someone anyone somebody with from for by to among between
      under over above across along around behind beside inside near outside through without within`),
    conjunctions: list(
      "and but or so because which who that when where while although though if unless until since than as",
    ),
    subordinators: list("if when while although though unless because since after before until once as whenever where"),
  },
  es: {
    neverLast:
      list(`el la los las un una unos unas de del a al en con por para sin sobre entre hacia desde hasta y e o u
      pero que porque si cuando como donde mi tu su sus mis tus nuestro nuestra es son era eran fue ha han había muy más
      se me te le les no lo`),
    openers:
      list(`el la los las yo tú él ella nosotros ellos ellas usted ustedes este esta esto ese esa eso hoy ayer mañana
      ahora entonces pero y si cuando qué dónde quién por cómo buenos buenas gracias hola bienvenidos primero después en`),
    conjunctions: list("y e o u pero porque que cuando donde aunque mientras si como pues"),
    subordinators: list("si cuando mientras aunque como después antes hasta desde"),
  },
  ca: {
    neverLast:
      list(`el la els les un una uns unes de del dels a al als en amb per sense sobre entre cap des fins i o però
      que perquè si quan com on el meu teu seu és són era eren ha han havia molt més es em et li no`),
    openers: list(
      "el la els les jo tu ell ella nosaltres ells vostè avui ahir demà ara però i si quan què on qui com bon bona gràcies primer",
    ),
    conjunctions: list("i o però perquè que quan on encara mentre si com doncs"),
    subordinators: list("si quan mentre encara com després abans fins"),
  },
  fr: {
    neverLast: list(`le la les l un une des de du d à au aux en dans sur sous avec sans pour par et ou mais que qui dont
      parce si quand comme mon ton son ma ta sa mes tes ses notre votre leur est sont était a ont très plus se me te ne je`),
    openers: list(
      "le la les je tu il elle nous vous ils elles on ce cette ces aujourd'hui hier demain maintenant mais et si quand qui où pourquoi comment bonjour merci",
    ),
    conjunctions: list("et ou mais parce que qui quand où alors donc si comme"),
    subordinators: list("si quand lorsque comme pendant bien après avant dès"),
  },
  de: {
    neverLast: list(`der die das den dem des ein eine einen einem einer von zu zum zur in im an am auf aus bei mit nach
      für über unter und oder aber weil wenn dass ob als wie mein dein sein ihr unser ist sind war waren sehr`),
    openers: list(
      "der die das ich du er sie es wir ihr dieser diese heute gestern morgen jetzt dann aber und wenn was wo wer warum wie guten danke",
    ),
    conjunctions: list("und oder aber weil dass wenn als wo während obwohl denn sondern"),
    subordinators: list("wenn als während obwohl weil da nachdem bevor sobald solange"),
  },
  vi: {
    neverLast: list(
      "của và hoặc nhưng vì nếu khi là thì mà ở trong trên dưới với cho từ đến bằng những các một mỗi rất đã đang sẽ",
    ),
    openers: list("tôi chúng bạn anh chị ông bà họ nó hôm bây nhưng và nếu khi xin cảm chào vậy đó đây"),
    conjunctions: list("và nhưng hoặc vì nếu khi mà để nên rồi"),
    subordinators: list("nếu khi vì tuy mặc trước sau dù"),
  },
};

/** For a language without lists only the punctuation is used. */
export function wordListsOf(lang: string): WordLists {
  return LISTS[primarySubtag(lang)] ?? NONE;
}
