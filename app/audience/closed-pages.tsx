"use client";

import { useTexts } from "../wording/use-texts";
import { PlainPage } from "./plain-page";
import type { ReaderAccess } from "./reader-client";
import { useSecondsUntil } from "./use-seconds-until";

/** The link is unknown or no longer valid. The page does not tell which. */
export function NoLink() {
  const t = useTexts("audience");
  return (
    <PlainPage>
      <h1>{t("noLink")}</h1>
      <p>{t("noLinkHelp")}</p>
    </PlainPage>
  );
}

/** The link has its maximum number of readers, or too many come from one network. The page tries again by itself. */
export function FullPage({ limit, retryAt }: Pick<Extract<ReaderAccess, { kind: "full" }>, "limit" | "retryAt">) {
  const t = useTexts("audience");
  const seconds = useSecondsUntil(retryAt);
  return (
    <PlainPage>
      <div role="status">
        <h1>{t(limit === "joins" ? "crowd" : "full")}</h1>
      </div>
      <p>{seconds > 0 ? t("fullUntil", { seconds }) : t("fullHelp")}</p>
    </PlainPage>
  );
}
