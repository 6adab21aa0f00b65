"use client";

import { type ReactNode, useEffect, useMemo, useState } from "react";
import { IntlProvider } from "use-intl/react";
import { CHOICE_AGE_S } from "./choice-age";
import type { en } from "./en";
import { FORMAT_LOCALES, type InterfaceLanguage } from "./interface-languages";
import { TextsContext } from "./use-texts";
import { TIME_ZONE_COOKIE, WORDING } from "./wording";

/** Provides texts in `language`, and times in the browser's time zone as soon as it is known. */
export function WordingProvider(props: { language: InterfaceLanguage; timeZone: string; children: ReactNode }) {
  const [timeZone, setTimeZone] = useState(props.timeZone);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === timeZone) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${TIME_ZONE_COOKIE}=${own}; path=/; max-age=${CHOICE_AGE_S}; samesite=lax`;
    setTimeZone(own);
  }, [timeZone]);
  // The provider's type requires the English texts themselves; the same shape is enough.
  const messages = WORDING[props.language] as typeof en;
  const texts = useMemo(() => ({ language: props.language, texts: WORDING[props.language] }), [props.language]);
  return (
    <IntlProvider locale={FORMAT_LOCALES[props.language]} messages={messages} timeZone={timeZone}>
      <TextsContext value={texts}>{props.children}</TextsContext>
    </IntlProvider>
  );
}
