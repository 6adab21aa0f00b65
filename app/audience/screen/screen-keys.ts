import { BACKGROUNDS, LAYOUTS, nextChoice, type ScreenSettings, stepScreenSize } from "./screen-settings";

/** What the screen shows: the languages that can be chosen, and those that are read. */
type Shown = { readonly languages: readonly string[]; readonly lang: string | null; readonly second: string | null };

/** The change of settings for a key; null: the key has no meaning here. `docs/caption-screen.md` lists the keys. */
export function changeForKey(key: string, settings: ScreenSettings, shown: Shown): Partial<ScreenSettings> | null {
  switch (key) {
    case "+":
    case "=":
      return { size: stepScreenSize(settings.size, 1) };
    case "-":
      return { size: stepScreenSize(settings.size, -1) };
    case "l":
      return { lang: nextChoice(shown.languages, shown.lang ?? shown.languages.at(-1) ?? "") };
    case "s": {
      const others = shown.languages.filter((lang) => lang !== shown.lang);
      return { second: nextChoice([null, ...others], shown.second) };
    }
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
