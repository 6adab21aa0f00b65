"use client";

import { Suspense, useEffect } from "react";
import { loadedLater } from "../frame/loaded-later";
import { type Texts, TextsContext, useTexts } from "../wording/use-texts";
import { applyTheme, readChoices } from "./reading-choices";
import { ReadingPage } from "./reading-page";
import { type Reader, useReader } from "./use-reader";
import { ShowTextsContext, useReaderTexts } from "./use-reader-texts";

const FullPage = loadedLater(async () => (await import("./closed-pages")).FullPage);
const NoLink = loadedLater(async () => (await import("./closed-pages")).NoLink);
const PasswordPage = loadedLater(async () => (await import("./password-page")).PasswordPage);

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

function Behind(props: { token: string; reader: Reader | null }) {
  const isOffline = props.reader?.snapshot.connection === "offline";
  return (
    <Suspense fallback={<Joining isOffline={isOffline} />}>
      <Found {...props} />
    </Suspense>
  );
}

function Found({ token, reader }: { token: string; reader: Reader | null }) {
  if (!reader) return <Joining isOffline={false} />;
  const { client, snapshot } = reader;
  const { access, connection, transcript } = snapshot;
  switch (access.kind) {
    case "not-found":
      return <NoLink />;
    case "full":
      return <FullPage {...access} />;
    case "password":
      return <PasswordPage asked={access} onGive={(password) => void client.unlock(password)} />;
    case "joining":
      return <Joining isOffline={connection === "offline"} />;
    case "joined":
      return transcript.session ? (
        <ReadingPage
          token={token}
          snapshot={snapshot}
          session={transcript.session}
          onSwitch={(lang) => void client.switchTo(lang)}
        />
      ) : (
        <Joining isOffline={connection === "offline"} />
      );
  }
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
