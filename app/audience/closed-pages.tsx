"use client";

import { useTexts } from "../wording/use-texts";
import { PasswordPage } from "./password-page";
import { PlainPage } from "./plain-page";
import type { ReaderAccess } from "./reader-client";
import { useSecondsUntil } from "./use-seconds-until";

type Props = {
  readonly access: Exclude<ReaderAccess, { kind: "joining" | "joined" }>;
  readonly onGive: (password: string) => void;
};

/** A link that does not open, or not yet. */
export function ClosedPage({ access, onGive }: Props) {
  switch (access.kind) {
    case "not-found":
      return <NoLink />;
    case "full":
      return <FullPage {...access} />;
    case "password":
      return <PasswordPage asked={access} onGive={onGive} />;
  }
}

/** The link is unknown or no longer valid. The page does not tell which. */
function NoLink() {
  const t = useTexts("audience");
  return (
    <PlainPage>
      <h1>{t("noLink")}</h1>
      <p>{t("noLinkHelp")}</p>
    </PlainPage>
  );
}

/** The link has its maximum number of readers, or too many come from one network. The page tries again by itself. */
function FullPage({ limit, retryAt }: Pick<Extract<ReaderAccess, { kind: "full" }>, "limit" | "retryAt">) {
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
