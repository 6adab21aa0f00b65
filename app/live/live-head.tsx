"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import { Brand } from "../frame/glyph";
import { IconButton } from "../frame/icon-button";
import { RenameDialog } from "../history/rename-dialog";
import { Keyboard } from "../keyboard/keyboard";
import type { Shortcut } from "../keyboard/shortcut";
import { Languages, LongWhen, SessionTitle, type Titled, useTitle } from "../session-title/session-title";
import { usePageTitle } from "../session-title/use-page-title";
import { useFormat } from "../wording/use-format";
import { behindSeconds, isLate } from "./caption-delay";
import type { LiveStatus } from "./live-status";

type Props = {
  readonly session: SessionView & Titled;
  readonly status: LiveStatus;
  readonly shortcuts: readonly Shortcut[];
  /** The delay of the lines behind the speech, ms; null: not known. */
  readonly lagMs: number | null;
  /** Shown at the right end of the bar. */
  readonly children?: ReactNode;
};

/** The title, with a button to rename the session, and the status in a word. */
export function LiveHead({ session, status, shortcuts, lagMs, children }: Props) {
  const tFrame = useTranslations("frame");
  const tHistory = useTranslations("history");
  const title = useTitle()(session);
  usePageTitle(session);
  const [renaming, setRenaming] = useState(false);
  return (
    <header className="top">
      <Link className="brand" href="/">
        <Brand />
        <span>{tFrame("name")}</span>
      </Link>
      <div className="title">
        <div className="named">
          <h1 title={title}>
            <SessionTitle session={session} />
          </h1>
          {session.state !== "deleted" && (
            <IconButton
              glyph="edit"
              aria-label={tHistory("renameLong", { title })}
              title={tHistory("rename")}
              onClick={() => setRenaming(true)}
            />
          )}
        </div>
        <StatusPill pill={status.pill} lagMs={lagMs} />
        <p className="on-paper num">
          <LongWhen iso={session.createdAt} /> · <Languages session={session} />
        </p>
      </div>
      <div className="top-end">
        <Keyboard shortcuts={shortcuts} />
        {children}
      </div>
      {renaming && <RenameDialog session={session} onClose={() => setRenaming(false)} />}
    </header>
  );
}

function StatusPill({ pill, lagMs }: { pill: LiveStatus["pill"]; lagMs: number | null }) {
  const t = useTranslations("state");
  const { locale } = useFormat();
  if (pill.key !== "live" || lagMs === null) return <span className={`pill pill-${pill.look}`}>{t(pill.key)}</span>;
  return (
    <span className={isLate(lagMs) ? "pill pill-late" : "pill pill-live"}>
      <span>{t("live")}</span>
      <span className="lag num">{t("behind", { seconds: behindSeconds(lagMs, locale) })}</span>
    </span>
  );
}
