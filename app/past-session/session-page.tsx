"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl/react";
import { segmentsInOrder, type Transcript } from "#protocol/reduce";
import { isOpen, type SessionView } from "#protocol/session";
import { spokenIn } from "#protocol/session-languages";
import type { Readers } from "#protocol/share";
import { samplesToMs } from "#protocol/sound";
import type { Changes } from "#protocol/transcript";
import { useSession } from "../connection/use-session";
import { useDropUnsaved } from "../correction/use-drop-unsaved";
import { ExportMenu } from "../export/export-menu";
import { BlockedNotice } from "../frame/blocked-notice";
import { BudgetNotice } from "../frame/budget-notice";
import { Glyph } from "../frame/glyph";
import { Notice } from "../frame/notice";
import { OutdatedNotice } from "../frame/outdated-notice";
import { DeleteDialog } from "../history/delete-dialog";
import { RenameDialog } from "../history/rename-dialog";
import { ContinueSession } from "../live/continue-session";
import { Duration, Languages, LongWhen, SessionTitle, useTitle } from "../session-title/session-title";
import { StatePill } from "../session-title/state-pill";
import { usePageTitle } from "../session-title/use-page-title";
import { ShareDialog } from "../share/share-dialog";
import { useLinks } from "../share/use-links";
import { SoundButton } from "../sound/sound-button";
import { noteListening } from "../speaking/speaking-mark";
import { earlierLanguages } from "../transcript/earlier-languages";
import { useSpokenTitle } from "../transcript/use-spoken-title";
import { SessionLines } from "./session-lines";
import { StopButton } from "./stop-button";

/** The page of a stored session. While the session is live, its lines arrive here too. */
export function SessionPage({ initial }: { initial: Changes }) {
  const t = useTranslations("session");
  const tFailure = useTranslations("failure");
  const { connection, client, transcript, snapshot } = useSession(initial);
  const session = transcript.session ?? initial.session;
  useDropUnsaved(session.id, snapshot?.access === "deleted");
  if (snapshot?.access === "deleted") return <Gone />;
  return (
    <main id="content" className="page session" tabIndex={-1}>
      <Head session={session} transcript={transcript} readers={snapshot?.readers ?? null} />
      {session.failure && (
        <Notice look="failed" title={t("failed")}>
          {tFailure(session.failure)}
        </Notice>
      )}
      <div role="status">
        {snapshot?.isBlocked && <BlockedNotice />}
        {snapshot?.isOutdated && <OutdatedNotice />}
        <BudgetNotice health={snapshot?.health ?? null} isOver={!isOpen(session.state)} />
      </div>
      <SessionLines
        session={session}
        transcript={transcript}
        connection={connection}
        client={client}
        isWhole={snapshot?.isWhole ?? false}
      />
    </main>
  );
}

/** A longer title is smaller, so that the transcript below it stays in sight. Characters. */
const LONG_TITLE = 70;

function Head(props: { session: SessionView; transcript: Transcript; readers: Readers | null }) {
  const { session, transcript, readers } = props;
  const t = useTranslations("session");
  const tHistory = useTranslations("history");
  const tShare = useTranslations("share");
  const router = useRouter();
  const [asked, setAsked] = useState<"share" | "rename" | "delete" | null>(null);
  const open = isOpen(session.state);
  const speak = () => {
    noteListening(session.id, "start");
    router.push(`/live/${session.id}`);
  };
  const { segments, translations } = transcript;
  // A draft must not sort thousands of segments anew.
  const spoken = useMemo(
    () => spokenIn(segmentsInOrder({ segments }), session.sourceLang),
    [segments, session.sourceLang],
  );
  const written = [...session.targetLangs, ...earlierLanguages(translations, session.targetLangs)];
  const titled = { ...session, spokenTitle: useSpokenTitle(transcript) };
  usePageTitle(titled);
  const title = useTitle()(titled);
  return (
    <div className="head">
      <div>
        <h1 className={title.length > LONG_TITLE ? "long" : undefined}>
          <SessionTitle session={titled} />
        </h1>
        <p className="facts num">
          <StatePill state={session.state} />
          <LongWhen iso={session.createdAt} />
          <Duration ms={durationOf(transcript)} state={session.state} />
          <Languages session={{ ...session, targetLangs: written }} spoken={spoken} />
        </p>
      </div>
      <div className="acts">
        {open && (
          <Link className="btn btn-go" href={`/live/${session.id}`}>
            <Glyph name="mic" />
            {t("continue")}
          </Link>
        )}
        {open && <StopButton sessionId={session.id} readers={readers} />}
        {session.state === "ended" && <ContinueSession session={session} onContinued={speak} />}
        <button type="button" className={open ? "btn" : "btn btn-ink"} onClick={() => setAsked("share")}>
          <Glyph name="share" />
          {tShare("share")}
        </button>
        <ExportMenu sessionId={session.id} spoken={spoken} written={written} />
        <SoundButton session={session} look="btn lesser sound-open" isShort />
        <button type="button" className="btn lesser" title={tHistory("rename")} onClick={() => setAsked("rename")}>
          <Glyph name="edit" />
          <span className="sr-small">{tHistory("rename")}</span>
        </button>
        <button
          type="button"
          className="btn btn-danger lesser"
          title={tHistory("delete")}
          onClick={() => setAsked("delete")}
        >
          <Glyph name="trash" />
          <span className="sr-small">{tHistory("delete")}</span>
        </button>
      </div>
      {asked === "share" && <Sharing session={session} readers={readers} onClose={() => setAsked(null)} />}
      {asked === "rename" && <RenameDialog session={titled} onClose={() => setAsked(null)} />}
      {asked === "delete" && (
        <DeleteDialog
          session={titled}
          onClose={(gone) => {
            setAsked(null);
            if (gone) router.replace("/sessions");
          }}
        />
      )}
    </div>
  );
}

/** Loads the links when the dialog opens. */
function Sharing(props: { session: SessionView; readers: Readers | null; onClose: () => void }) {
  const links = useLinks(props.session.id);
  return <ShareDialog {...props} links={links} />;
}

function Gone() {
  const t = useTranslations("live");
  const tHistory = useTranslations("history");
  return (
    <main id="content" className="page plain">
      <h1>{t("deleted")}</h1>
      <p>{t("deletedHelp")}</p>
      <Link className="btn btn-ink" href="/sessions">
        {tHistory("title")}
      </Link>
    </main>
  );
}

function durationOf(transcript: Transcript): number {
  const spoken = Math.max(0, ...[...transcript.segments.values()].map(({ endMs }) => endMs));
  return Math.max(spoken, samplesToMs(transcript.anchor));
}
