"use client";

import { Suspense, useEffect } from "react";
import { loadedLater } from "../frame/loaded-later";
import { type Texts, TextsContext, useTexts } from "../wording/use-texts";
import { applyTheme, readChoices } from "./reading-choices";
import { ReadingPage } from "./reading-page";
import { type Reader, useReader } from "./use-reader";
import { ShowTextsContext, useReaderTexts } from "./use-reader-texts";

const ClosedPage = loadedLater(async () => (await import("./closed-pages")).ClosedPage);

type Props = {
  readonly token: string;
  /** In the reader's language of the interface, which need not be the language that is read. */
  readonly texts: Texts;
};

/** The page of a link. The server renders the same page for every link. */
export function AudiencePage({ token, texts: sent }: Props) {
  const reader = useReader(token);
  const { texts, showTexts } = useReaderTexts(sent);
  // The pages of links that do not open have the reader's theme too.
  useEffect(() => applyTheme(readChoices().theme), []);
  return (
    <TextsContext value={texts}>
      <ShowTextsContext value={showTexts}>
        <Behind token={token} reader={reader} />
      </ShowTextsContext>
    </TextsContext>
  );
}

function Behind({ token, reader }: { token: string; reader: Reader | null }) {
  const joining = <Joining isOffline={reader?.snapshot.connection === "offline"} />;
  if (!reader) return joining;
  const { client, snapshot } = reader;
  const { access, transcript } = snapshot;
  if (access.kind === "joined" && transcript.session)
    return (
      <ReadingPage
        token={token}
        snapshot={snapshot}
        session={transcript.session}
        onSwitch={(lang) => void client.switchTo(lang)}
      />
    );
  if (access.kind === "joined" || access.kind === "joining") return joining;
  return (
    <Suspense fallback={joining}>
      <ClosedPage access={access} onGive={(password) => void client.unlock(password)} />
    </Suspense>
  );
}

/** Shown until the gateway has answered about the link. */
function Joining({ isOffline }: { isOffline: boolean }) {
  const t = useTexts("audience");
  return (
    <div className="audience joining" aria-busy="true">
      <header className="top">
        <div className="title">
          <h1>{t("untitled")}</h1>
          <span className={isOffline ? "pill pill-late" : "pill pill-paused"} role="status">
            {t(isOffline ? "reconnecting" : "connecting")}
          </span>
        </div>
      </header>
      <main className="reader" id="content" aria-label={t("untitled")}>
        <div className="bones" aria-hidden="true">
          <div className="bone" />
          <div className="bone" />
          <div className="bone" />
        </div>
      </main>
    </div>
  );
}
