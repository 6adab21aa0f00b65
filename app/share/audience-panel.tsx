"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import type { SessionView } from "#protocol/session";
import type { Readers, ShareAddress } from "#protocol/share";
import { shortMoment } from "../format/moment";
import type { useCopy } from "../frame/copy";
import { Glyph } from "../frame/glyph";
import { Notice } from "../frame/notice";
import { useFormat } from "../wording/use-format";
import { useRefusalText } from "../wording/use-refusal-text";
import { CopyButton } from "./copy-button";
import { JoinAddress } from "./join-address";
import { linkForRoom, ROOM_LINK, type ShownLink, shortAddress, showLink } from "./link-words";
import { NotLoaded } from "./not-loaded";
import { QrCode } from "./qr-code";
import { ReadingNow } from "./reading-now";
import type { Links } from "./use-links";

type Props = {
  readonly links: Links;
  readonly readers: Readers | null;
  /** The link for the room; null: no link yet. */
  readonly shown: ShownLink | null;
  readonly copying: ReturnType<typeof useCopy>;
  readonly onFullScreen: () => void;
  readonly onManage: () => void;
};

/** The speaker's view of the audience: the link for the room and the readers. */
export function AudiencePanel({ links, readers, shown, copying, onFullScreen, onManage }: Props) {
  const t = useTranslations("share");
  const { state } = links;
  if (state.kind === "loading") return <div className="qr qr-bone" aria-busy="true" />;
  if (state.kind === "failed") return <NotLoaded onRetry={links.reload} />;
  return (
    <>
      {shown === null ? (
        <FirstLink links={links} />
      ) : (
        <Shown shown={shown} copying={copying} onFullScreen={onFullScreen} />
      )}
      {shown !== null && <ReadingNow readers={readers} />}
      <Warning address={state.address} />
      {state.links.length > 0 && (
        <button type="button" className="btn btn-quiet manage" onClick={onManage}>
          {t("manage")}
        </button>
      )}
    </>
  );
}

/** The link for the room, as screens show it; null: none. @param now ms since 1970 */
export function roomLink({ state }: Links, session: SessionView, now: number): ShownLink | null {
  const link = state.kind === "ready" ? linkForRoom(state.links, now) : undefined;
  if (state.kind !== "ready" || !link?.path) return null;
  return showLink({ ...link, path: link.path }, state.address.origin, session, now);
}

function Shown(props: { shown: ShownLink; copying: Props["copying"]; onFullScreen: () => void }) {
  const t = useTranslations("share");
  const { locale, timeZone } = useFormat();
  const { address, code } = props.shown;
  const when = code && shortMoment(code.expiresAt, locale, timeZone);
  return (
    <>
      <QrCode text={address} label={t("code")} />
      {code && when && (
        <p className="type-code">
          {t.rich("typeCode", { when, address: () => <JoinAddress address={code.address} /> })}
        </p>
      )}
      <div className="linkline">
        <b title={address}>{shortAddress(address)}</b>
        <CopyButton className="btn btn-ink" copying={props.copying} label={t("copyLink")} shown={t("copy")} />
      </div>
      <button type="button" className="btn" onClick={props.onFullScreen}>
        <Glyph name="full" />
        {t("fullScreen")}
      </button>
    </>
  );
}

/** Creates the first link in one press. */
function FirstLink({ links }: { links: Links }) {
  const t = useTranslations("share");
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const create = async () => {
    setBusy(true);
    setRefusal(await links.create(ROOM_LINK));
    setBusy(false);
  };
  return (
    <div className="first-link">
      <p>{t("firstHelp")}</p>
      <button type="button" className="btn btn-ink" disabled={busy} onClick={() => void create()}>
        <Glyph name="share" />
        <span>{t(busy ? "creating" : "create")}</span>
      </button>
      <p className="wrong" role="alert">
        {refusal && refusalText(refusal)}
      </p>
    </div>
  );
}

/** Warns when other devices cannot open the link, or phones cannot speak in the session. */
export function Warning({ address }: { address: ShareAddress }): ReactNode {
  const t = useTranslations("share");
  if (!address.isReachable) {
    return (
      <Notice look="late" title={t("unreachable")}>
        {t("unreachableHelp")}
      </Notice>
    );
  }
  return address.isHttps ? null : <p className="hint">{t("noHttps")}</p>;
}
