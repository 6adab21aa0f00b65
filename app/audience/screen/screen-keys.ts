import { BACKGROUNDS, LAYOUTS, nextChoice, type ScreenSettings, stepScreenSize } from "./screen-settings";

/** The languages that are read, and the choices for each. */
type Shown = {
  readonly lang: string;
  readonly second: string | null;
  /** The languages to choose from: those of the link and, where it shows the original, the spoken one. */
  readonly langs: readonly string[];
  readonly targetLangs: readonly string[];
};

/** The change of settings for a key; null: the key has no meaning here. `docs/caption-screen.md` lists the keys. */
export function changeForKey(key: string, settings: ScreenSettings, shown: Shown): Partial<ScreenSettings> | null {
  switch (key) {
    case "+":
    case "=":
      return { size: stepScreenSize(settings.size, 1) };
    case "-":
      return { size: stepScreenSize(settings.size, -1) };
    case "l":
      return { lang: nextChoice(shown.langs, shown.lang) };
    case "s":
      return { second: nextChoice([null, ...shown.targetLangs.filter((lang) => lang !== shown.lang)], shown.second) };
    case "o":
      return { original: !settings.original };
    case "v":
      return { layout: nextChoice(LAYOUTS, settings.layout) };
    case "b":
      return { background: nextChoice(BACKGROUNDS, settings.background) };
    case "2":
    case "3":
      return { lines: key === "2" ? 2 : 3 };
    case "c":
      return { code: !settings.code };
    default:
      return null;
  }
}
