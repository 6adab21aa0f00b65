import { headers } from "next/headers";
import { readAdmission } from "#access/admission/admission";
import { sessionOwnerFrom } from "#access/session-owner";
import { userFrom } from "#access/signed-in-user";
import { readWebEnv } from "#platform/env";
import { primarySubtag } from "#protocol/language-tag";
import { NEEDS_GOOGLE, writtenLanguages } from "#protocol/languages";
import { readProfile } from "#store/people/profiles";
import { listSessions } from "#store/session/history";
import { readSound } from "#store/sound/read-sound";
import { Foot, TopBar } from "./frame/top-bar";
import type { AgainSession } from "./import/read-sound-file";
import { JoinForm } from "./join/join-form";
import type { LanguageChoices } from "./languages/language-choices";
import { readLanguageChoices } from "./languages/read-language-choices";
import { OfflineReady } from "./offline/offline-ready";
import { SendUnsent } from "./speaking/send-unsent";
import { readDisclosure } from "./start/read-disclosure";
import { Recent } from "./start/recent";
import { Sample } from "./start/sample";
import { StartForm } from "./start/start-form";
import { NO_PERSON } from "./unsent/database";
import { requestWording, translator } from "./wording/request-wording";
import { WORDING } from "./wording/wording";

const RECENT = 3;

type Props = { searchParams: Promise<{ again?: string | string[] }> };

/** With `?again=ID` the page offers to transcribe the stored sound of that session again. */
export default async function StartPage({ searchParams }: Props) {
  const [t, { language }, user] = await Promise.all([translator(), requestWording(), headers().then(userFrom)]);
  const { sessions } = user ? await listSessions({ ownerId: user.id, limit: RECENT }) : { sessions: [] };
  const profile = user && (await readProfile(user.id));
  const env = readWebEnv();
  const admission = await readAdmission(user);
  const languageChoices = readLanguageChoices(language, profile?.settings);
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
          <StartForm
            languageChoices={languageChoices}
            needGoogle={beyond(languageChoices)}
            isKnown={user !== null}
            admission={admission}
            disclosure={readDisclosure(profile?.settings ?? { retentionDays: null })}
            importBounds={
              env.IMPORT_FOLDER === undefined ? null : { bytes: env.IMPORT_MAX_BYTES, hours: env.IMPORT_MAX_HOURS }
            }
            again={await readAgain((await searchParams).again)}
            keepSound={{ mode: env.KEEP_SOUND, last: profile?.keepsSound ?? false }}
          />
          <Sample />
        </div>
        <OfflineReady />
        <SendUnsent person={user?.id ?? NO_PERSON} />
        <Recent sessions={sessions} />
        <JoinForm texts={WORDING[language].join} />
      </main>
      <Foot />
    </>
  );
}

/** Null: the person has no such session, or it has no stored sound. */
async function readAgain(id: string | string[] | undefined): Promise<AgainSession | null> {
  if (typeof id !== "string" || !(await sessionOwnerFrom(await headers(), id))) return null;
  const sound = await readSound(id);
  return sound?.isOver ? { id, name: sound.title || sound.createdAt.toISOString().slice(0, 10) } : null;
}

/** Popular languages that the engines of this server cannot write. */
function beyond({ spoken, translator }: LanguageChoices): string[] {
  const here = new Set(spoken.flatMap((lang) => writtenLanguages(translator, lang).map(primarySubtag)));
  return NEEDS_GOOGLE.filter((lang) => !here.has(lang));
}
