"use client";

import { useEffect } from "react";
import { useTranslations } from "use-intl/react";
import { type Titled, useTitle } from "./session-title";

/** Names the browser's tab after the session once it has a title; before, the server's title stays. */
export function usePageTitle(session: Titled): void {
  const name = useTranslations("frame")("name");
  const title = useTitle()(session);
  const isNamed = session.title !== "" || session.spokenTitle !== null;
  useEffect(() => {
    if (isNamed) document.title = `${title} · ${name}`;
  }, [isNamed, title, name]);
}
