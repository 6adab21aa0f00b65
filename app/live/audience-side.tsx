"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import type { Readers } from "#protocol/share";
import type { useCopy } from "../frame/copy";
import { Dialog } from "../frame/dialog";
import { Glyph } from "../frame/glyph";
import { AudiencePanel } from "../share/audience-panel";
import { CodeScreen } from "../share/code-screen";
import { ShareDialog } from "../share/share-dialog";
import { MAIN_LINK, type ShownLink } from "../share/shown-link";
import type { Links } from "../share/use-links";
import { CaptionScreenButton } from "./caption-screen-button";

/** The dialog over the page. On a small screen the panel itself is one. */
export type AudienceOver = "panel" | "code" | "links" | null;

type Props = {
  readonly session: SessionView;
  readonly links: Links;
  readonly readers: Readers | null;
  /** The link for the room; null: no link yet. */
  readonly shown: ShownLink | null;
  readonly copying: ReturnType<typeof useCopy>;
  readonly over: AudienceOver;
  readonly onOver: (over: AudienceOver) => void;
  /** Shown below the audience in the panel. */
  readonly children?: ReactNode;
};

/** The audience beside the transcript, and what opens from there. */
export function AudienceSide({ session, links, readers, shown, copying, over, onOver, children }: Props) {
  const t = useTranslations("share");
  const tKeyboard = useTranslations("keyboard");
  const panel = (
    <AudiencePanel
      links={links}
      readers={readers}
      shown={shown}
      copying={copying}
      onFullScreen={() => onOver("code")}
      onManage={() => onOver("links")}
    />
  );
  const screen = links.state.kind === "ready" && (
    <CaptionScreenButton address={shown?.address ?? null} onCreate={() => links.create(MAIN_LINK)} />
  );
  const close = () => onOver(null);
  return (
    <>
      <aside className="panel" aria-label={t("panel")}>
        <h2>{t("panel")}</h2>
        {panel}
        {screen}
        {children}
      </aside>
      {over === "panel" && (
        <Dialog title={t("panel")} onClose={close} closeLabel={tKeyboard("close")} className="sheet audience-sheet">
          <div className="panel">
            {panel}
            {screen}
            {children}
          </div>
        </Dialog>
      )}
      {over === "code" && shown !== null && (
        <CodeScreen shown={shown} title={session.title || t("scan")} onClose={close} />
      )}
      {over === "links" && <ShareDialog session={session} links={links} readers={readers} onClose={close} />}
    </>
  );
}

/** Opens the sheet where there is no room for the panel. */
export function AudienceButton({ readers, onOpen }: { readers: Readers | null; onOpen: () => void }) {
  const t = useTranslations("share");
  const count = String(readers?.total ?? 0);
  return (
    <button
      type="button"
      className="btn share-open"
      aria-haspopup="dialog"
      aria-label={t("openCount", { count })}
      onClick={onOpen}
    >
      <Glyph name="users" />
      <span className="num">{count}</span>
    </button>
  );
}
