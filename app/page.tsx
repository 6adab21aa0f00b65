import { headers } from "next/headers";
import { userFrom } from "#access/user";
import { readWebEnv } from "#platform/env";
import { NEEDS_GOOGLE, primarySubtag, spokenLanguages, writtenLanguages } from "#protocol/languages";
import { listSessions } from "#store/history";
import { languageNameWithRegion } from "./format/language";
import { Foot, TopBar } from "./frame/top-bar";
import type { Offer } from "./start/offer";
import { Recent } from "./start/recent";
import { Sample } from "./start/sample";
import { StartForm } from "./start/start-form";
import { requestWording, translator } from "./wording/request-wording";
import { FORMAT_LOCALES, type InterfaceLanguage, WORDING } from "./wording/wording";

const RECENT = 3;

export default async function StartPage() {
  const [t, { language }, user] = await Promise.all([translator(), requestWording(), headers().then(userFrom)]);
  const { sessions } = user ? await listSessions({ ownerId: user.id, limit: RECENT }) : { sessions: [] };
  const offer = offerOf(readWebEnv(), language);
  const other = language === "vi" ? "en" : "vi";
  return (
    <>
      <TopBar page="speak" />
      <main id="content" className="page start" tabIndex={-1}>
        <div className="hero">
          <p className="original" lang={other}>
            {WORDING[other].start.title}
          </p>
          <h1>{t("start.title")}</h1>
        </div>
        <div className="desk">
          <StartForm offer={offer} needGoogle={beyond(offer)} isKnown={user !== null} />
          <Sample />
        </div>
        <Recent sessions={sessions} />
      </main>
      <Foot />
    </>
  );
}

/** Only what can be both heard and written, by its name; English first chosen, for nobody has said anything yet. */
function offerOf(env: ReturnType<typeof readWebEnv>, language: InterfaceLanguage): Offer {
  const translator = env.TRANSLATION_ENGINE;
  const named = spokenLanguages(env.STT_ENGINE)
    .filter((lang) => writtenLanguages(translator, lang).length > 0)
    .map((lang) => ({ lang, name: languageNameWithRegion(lang, FORMAT_LOCALES[language]) }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
  const spoken = named.map(({ lang }) => lang);
  const preferred = spoken.includes("en-US") ? "en-US" : (spoken[0] ?? "");
  return { spoken, names: Object.fromEntries(named.map(({ lang, name }) => [lang, name])), preferred, translator };
}

/** Languages that people ask for and that nothing here can write. */
function beyond({ spoken, translator }: Offer): string[] {
  const here = new Set(spoken.flatMap((lang) => writtenLanguages(translator, lang).map(primarySubtag)));
  return NEEDS_GOOGLE.filter((lang) => !here.has(lang));
}
