"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import type { LinkView, Readers } from "#protocol/share";
import { Dialog } from "../frame/dialog";
import { Warning } from "./audience-panel";
import { CodeScreen } from "./code-screen";
import { LinkForm } from "./link-form";
import { LinkRow } from "./link-row";
import { NotLoaded } from "./not-loaded";
import { showLink } from "./shown-link";
import type { Links } from "./use-links";

type Props = {
  readonly session: SessionView;
  readonly links: Links;
  readonly readers: Readers | null;
  readonly onClose: () => void;
};

/** The links of a session: create, copy, show the QR code, revoke. */
export function ShareDialog({ session, links, readers, onClose }: Props) {
  const t = useTranslations("share");
  const tKeyboard = useTranslations("keyboard");
  const [shown, setShown] = useState<LinkView | null>(null);
  const { state } = links;
  if (shown?.path && state.kind === "ready") {
    return (
      <CodeScreen
        shown={showLink({ ...shown, path: shown.path }, state.address.origin, session, Date.now())}
        title={session.title || t("scan")}
        onClose={() => setShown(null)}
      />
    );
  }
  return (
    <Dialog title={t("title")} onClose={onClose} closeLabel={tKeyboard("close")} className="side">
      <LinkForm session={session} onCreate={links.create} />
      {state.kind === "ready" && <Warning address={state.address} />}
      <section className="links" aria-labelledby="links">
        <h3 id="links">{t("inUse")}</h3>
        {state.kind === "loading" && <div className="bone" aria-busy="true" />}
        {state.kind === "failed" && <NotLoaded onRetry={links.reload} />}
        {state.kind === "ready" && state.links.length === 0 && <p className="hint">{t("noLinks")}</p>}
        {state.kind === "ready" && state.links.length > 0 && (
          <ul>
            {state.links.map((link) => (
              <LinkRow
                key={link.id}
                link={link}
                origin={state.address.origin}
                readers={readers?.links[link.id] ?? link.readers}
                onShow={() => setShown(link)}
                onRevoke={() => links.revoke(link.id)}
                onRestore={links.undoable.has(link.id) ? () => links.restore(link.id) : undefined}
                onCode={(isOn) => links.giveCode(link.id, isOn)}
                onRelabel={(label) => links.relabel(link.id, label)}
              />
            ))}
          </ul>
        )}
      </section>
    </Dialog>
  );
}
