"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { EarlierText } from "#protocol/client-events";
import type { Refusal } from "#protocol/refusal";
import type { Connection } from "../connection/connection";
import { askWhenConnected } from "../connection/until-connected";
import { Dialog } from "../frame/dialog";
import { useRefusalText } from "../wording/use-refusal-text";
import type { SegmentRef } from "./save-fields";

/** A text of the line. `lang` undefined: as it was said. */
type Text = { readonly lang: string | undefined; readonly label: string };

type Props = {
  readonly connection: Connection | null;
  readonly segmentRef: SegmentRef;
  readonly texts: readonly Text[];
  readonly spokenLang: string;
  /** @param at the index of the text in `texts` */
  readonly onRestore: (at: number, text: string) => void;
  readonly onClose: () => void;
};

/** The earlier versions of a line and of its translations, each of which can be restored into its field. */
export function EarlierTexts({ connection, segmentRef, texts, spokenLang, onRestore, onClose }: Props) {
  const t = useTranslations("correction");
  return (
    <Dialog title={t("earlier")} onClose={onClose} closeLabel={t("close")} className="versions">
      {texts.map(({ lang, label }, at) => (
        <Versions
          key={lang ?? ""}
          connection={connection}
          segmentRef={segmentRef}
          lang={lang}
          spokenLang={spokenLang}
          label={label}
          onRestore={(text) => onRestore(at, text)}
        />
      ))}
    </Dialog>
  );
}

type VersionsProps = Omit<Props, "texts" | "onRestore" | "onClose"> & Text & { onRestore: (text: string) => void };

function Versions({ connection, segmentRef, lang, spokenLang, label, onRestore }: VersionsProps) {
  const t = useTranslations("correction");
  const refusalText = useRefusalText();
  const [versions, setVersions] = useState<readonly EarlierText[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [ref] = useState(segmentRef);
  useEffect(() => {
    let isOpen = true;
    const read = async () => {
      const answer = await askWhenConnected(connection, "segment:earlier-texts", {
        ...ref,
        ...(lang !== undefined && { lang }),
      });
      if (!isOpen) return;
      if (answer?.ok) setVersions(answer.texts);
      else setRefusal(answer?.refusal ?? { kind: "unavailable" });
    };
    void read();
    return () => {
      isOpen = false;
    };
  }, [connection, ref, lang]);
  return (
    <section>
      <h3>{label}</h3>
      <p className="wrong" role="alert">
        {refusal && refusalText(refusal)}
      </p>
      <ul className="earlier" aria-label={label} aria-busy={versions === null && refusal === null}>
        {versions?.length === 0 && <li className="hint">{t("noEarlier")}</li>}
        {versions?.map(({ text, rev }) => (
          <li key={rev}>
            <span lang={lang ?? spokenLang} translate="no">
              {text}
            </span>
            <button type="button" className="btn btn-quiet" onClick={() => onRestore(text)}>
              {t("bringBack")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
