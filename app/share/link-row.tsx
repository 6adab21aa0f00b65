"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Refusal } from "#protocol/refusal";
import type { LinkView } from "#protocol/share";
import { languageList } from "../format/language";
import { shortMoment } from "../format/moment";
import { useCopy } from "../frame/copy";
import { Glyph } from "../frame/glyph";
import { IconButton } from "../frame/icon-button";
import { useFormat } from "../wording/use-format";
import { useRefusalText } from "../wording/use-refusal-text";
import { LinkLabelForm } from "./link-label-form";
import { RevokeDialog } from "./revoke-dialog";
import { isInUse } from "./shown-link";
import { UndoRevoke } from "./undo-revoke";

type Props = {
  readonly link: LinkView;
  readonly origin: string;
  /** Current readers. */
  readonly readers: number;
  readonly onShow: () => void;
  readonly onRevoke: () => Promise<Refusal | null>;
  /** Undefined: the link was not revoked a moment ago. */
  readonly onRestore: (() => Promise<Refusal | null>) | undefined;
  /** Gives the link a new short code, or removes its code. */
  readonly onCode: (isOn: boolean) => Promise<Refusal | null>;
  readonly onRelabel: (label: string) => Promise<Refusal | null>;
};

/** One link, with its actions while it works. */
export function LinkRow({ link, origin, readers, onShow, onRevoke, onRestore, onCode, onRelabel }: Props) {
  const t = useTranslations("share");
  const refusalText = useRefusalText();
  const [isAsking, setAsking] = useState(false);
  const [isRestored, setRestored] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { copied, copy } = useCopy(link.path === null ? null : origin + link.path);
  const [naming, setNaming] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const row = useRef<HTMLLIElement>(null);
  const inUse = isInUse(link, Date.now());
  // Not the whole path: a person who sees the screen could open the link.
  const name = link.label || (link.path === null ? t("noLabel") : `${link.path.slice(0, 9)}…`);
  // Shown after the dialog has closed: behind it the button could neither have the focus nor be announced.
  const canUndo = onRestore !== undefined && !isAsking;
  const restore = async () => {
    const refused = (await onRestore?.()) ?? null;
    setRefusal(refused);
    setRestored(refused === null);
  };
  const stopNaming = () => {
    setNaming(false);
    // After the next render the button exists again and takes the focus back.
    requestAnimationFrame(() => edit.current?.focus());
  };
  if (naming) {
    return (
      <li>
        <LinkLabelForm label={link.label} onSave={onRelabel} onClose={stopNaming} />
      </li>
    );
  }
  return (
    <li ref={row} className={inUse ? undefined : "gone"} tabIndex={-1}>
      <div>
        <b>
          <span>{name}</span>
          {link.hasPassword && (
            <>
              <Glyph name="lock" />
              <span className="sr">{t("withPassword")}</span>
            </>
          )}
        </b>
        <LinkFacts link={link} readers={inUse ? readers : 0} />
        <p className="wrong" role="alert">
          {refusal && refusalText(refusal)}
        </p>
        <p className="undo-words" role="status">
          {canUndo ? t("undoHelp", { name }) : isRestored && inUse && t("restored", { name })}
        </p>
      </div>
      {inUse && link.path !== null && (
        <button
          type="button"
          className="btn btn-quiet code-act"
          aria-label={t(link.code ? "endCodeLong" : "makeCodeLong", { name })}
          onClick={() => void onCode(link.code === null).then(setRefusal)}
        >
          {t(link.code ? "endCode" : "makeCode")}
        </button>
      )}
      {canUndo && <UndoRevoke name={name} row={row} onUndo={restore} />}
      {inUse && (
        <div className="btns">
          <IconButton
            ref={edit}
            glyph="edit"
            className="relabel"
            aria-label={t("relabelLong", { name })}
            title={t("relabel")}
            onClick={() => setNaming(true)}
          />
          {link.path !== null && (
            <>
              <IconButton
                glyph={copied ? "check" : "copy"}
                aria-label={t("copyLong", { name })}
                title={t("copyLink")}
                onClick={copy}
              />
              <span className="sr" role="status">
                {copied && t("copied")}
              </span>
              <IconButton
                glyph="code"
                className="show-code"
                aria-label={t("codeLong", { name })}
                title={t("fullScreen")}
                onClick={onShow}
              />
            </>
          )}
          <button
            type="button"
            className="btn btn-danger"
            aria-label={t("revokeLong", { name })}
            onClick={() => setAsking(true)}
          >
            {t("revoke")}
          </button>
        </div>
      )}
      {isAsking && (
        <RevokeDialog
          name={name}
          readers={readers}
          onRevoke={onRevoke}
          onClose={() => {
            setAsking(false);
            setRestored(false);
          }}
        />
      )}
    </li>
  );
}

function LinkFacts({ link, readers }: { link: LinkView; readers: number }) {
  const t = useTranslations("share");
  const { locale, timeZone } = useFormat();
  const when = (iso: string) => shortMoment(iso, locale, timeZone);
  const scope = link.langs.length === 0 ? t("allLanguages") : languageList(link.langs, locale);
  const end =
    link.revokedAt !== null
      ? t("revokedAt", { when: when(link.revokedAt) })
      : link.expiresAt === null
        ? t("untilRevoked")
        : t(Date.parse(link.expiresAt) > Date.now() ? "endsAt" : "endedAt", { when: when(link.expiresAt) });
  const facts = [
    `${scope}.`,
    !link.original && t("withoutOriginal"),
    link.mayExport && t("withExport"),
    link.mayHear && t("withSound"),
    end,
    isInUse(link, Date.now()) && link.path === null && t("addressLost"),
    link.code && t("codeIs", { code: link.code.text, when: when(link.code.expiresAt) }),
  ];
  const use = [
    t("views", { count: String(link.views) }),
    link.lastViewAt !== null && t("lastView", { when: when(link.lastViewAt) }),
    readers > 0 && t("readersNow", { count: String(readers) }),
  ];
  return (
    <p>
      <span>{facts.filter(Boolean).join(" ")}</span>
      <br />
      <span>{use.filter(Boolean).join(" ")}</span>
    </p>
  );
}
