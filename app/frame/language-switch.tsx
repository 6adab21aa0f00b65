import { setInterfaceLanguage } from "../wording/actions";
import { INTERFACE_LANGUAGES, type InterfaceLanguage, LANGUAGE_NAMES } from "../wording/interface-languages";

/**
 * Switches the interface to the other language; also works without scripts.
 * @param props.label the language that the button chooses
 */
export function LanguageSwitch({ language, label }: { language: InterfaceLanguage; label: string }) {
  return (
    <form action={setInterfaceLanguage} className="language-switch">
      {INTERFACE_LANGUAGES.filter((other) => other !== language).map((other) => (
        <button key={other} type="submit" className="btn btn-quiet" name="language" value={other}>
          <span className="sr">{label}: </span>
          <span lang={other}>{LANGUAGE_NAMES[other]}</span>
        </button>
      ))}
    </form>
  );
}
