/**
 * The locales that Google Cloud Speech-to-Text v2 recognises in a stream, as documented for chirp_3 and latest_long
 * (cloud.google.com/speech-to-text/docs/speech-to-text-supported-languages). In Google's own tags, such as `cmn` for
 * Mandarin.
 */
export const GOOGLE_SPOKEN: readonly string[] = [
  ..."en-US en-GB en-AU en-IN en-CA en-IE en-NZ en-PH en-SG en-ZA".split(" "),
  ..."vi-VN ar-EG ar-SA ar-AE ar-DZ ar-MA ar-TN ar-LB ar-JO ar-IQ ar-KW ar-QA".split(" "),
  ..."cmn-Hans-CN cmn-Hant-TW yue-Hant-HK ja-JP ko-KR th-TH id-ID ms-MY fil-PH km-KH lo-LA my-MM".split(" "),
  ..."es-ES es-US es-MX es-AR es-CO es-CL es-PE fr-FR fr-CA fr-BE fr-CH pt-BR pt-PT it-IT it-CH ro-RO ca-ES gl-ES".split(
    " ",
  ),
  ..."de-DE de-AT de-CH nl-NL nl-BE da-DK sv-SE no-NO fi-FI is-IS et-EE lv-LV lt-LT el-GR eu-ES".split(" "),
  ..."pl-PL cs-CZ sk-SK sl-SI hr-HR sr-RS bs-BA mk-MK bg-BG sq-AL hu-HU ru-RU uk-UA".split(" "),
  ..."tr-TR az-AZ kk-KZ uz-UZ mn-MN ka-GE hy-AM iw-IL fa-IR".split(" "),
  ..."hi-IN bn-BD bn-IN ta-IN te-IN mr-IN gu-IN kn-IN ml-IN pa-Guru-IN ur-PK ne-NP si-LK".split(" "),
  ..."af-ZA zu-ZA am-ET sw-KE sw".split(" "),
];

/**
 * The languages into which Google Cloud Translation's NMT model translates (cloud.google.com/translate/docs/languages).
 * In BCP 47 tags where Google accepts them (`he`, `jv`, `fil`), Chinese by its two scripts as Google names them. Of
 * several tags of one language only one is listed.
 */
export const GOOGLE_WRITTEN: readonly string[] = [
  ..."ab ace ach af ak alz am ar as awa ay az ba ban bbc be bem bew bg bho bik bm bn br bs bts btx bua".split(" "),
  ..."ca ceb cgg chm ckb cnh co crh crs cs cv cy da de din doi dov dv dz ee el en eo es et eu".split(" "),
  ..."fa ff fi fil fj fr fr-CA fy ga gaa gd gl gn gom gu ha haw he hi hil hmn hr hrx ht hu hy".split(" "),
  ..."id ig ilo is it ja jv ka kk km kn ko kri ktu ku ky la lb lg li lij lmo ln lo lt ltg luo lus lv".split(" "),
  ..."mai mak mg mi min mk ml mn mni-Mtei mr ms ms-Arab mt my ne new nl no nr nso nus ny oc om or".split(" "),
  ..."pa pa-Arab pag pam pap pl ps pt pt-PT qu rn ro rom ru rw sa scn sd sg shn si sk sl sm sn so sq sr ss st su sv sw".split(
    " ",
  ),
  ..."szl ta te tet tg th ti tk tn tr ts tt ug uk ur uz vi xh yi yo yua yue zh-CN zh-TW zu".split(" "),
];

const WRITTEN = new Set(GOOGLE_WRITTEN);

/** Tags of speech recognition that translation knows by another tag. */
const ALIASES: Readonly<Record<string, string>> = {
  "cmn-Hans-CN": "zh-CN",
  "cmn-Hant-TW": "zh-TW",
  cmn: "zh-CN",
  zh: "zh-CN",
  iw: "he",
  nb: "no",
  tl: "fil",
  "pt-BR": "pt",
};

/** The tag of a language in Google's translation, or null: `en` for `en-US`, `zh-CN` for `cmn-Hans-CN`. */
export function googleWritten(tag: string): string | null {
  const primary = tag.split("-", 1)[0] ?? tag;
  return [tag, ALIASES[tag], primary, ALIASES[primary]].find((known) => known && WRITTEN.has(known)) ?? null;
}
