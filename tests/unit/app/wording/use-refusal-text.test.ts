import { type ComponentProps, createElement, type FunctionComponent } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl/react";
import { expect, test } from "vitest";
import type { en } from "#app/wording/en";
import type { InterfaceLanguage } from "#app/wording/interface-languages";
import { useRefusalText } from "#app/wording/use-refusal-text";
import { WORDING } from "#app/wording/wording";
import type { Refusal } from "#protocol/refusal";

/** Its children are given to `createElement`, which its type does not know. */
const Provider: FunctionComponent<Omit<ComponentProps<typeof IntlProvider>, "children">> = IntlProvider as never;

function RefusalText({ refusal }: { refusal: Refusal }) {
  return useRefusalText()(refusal);
}

function textOf(locale: InterfaceLanguage, refusal: Refusal): string {
  const shown = createElement(RefusalText, { refusal });
  // The provider's type requires the English texts themselves; the same shape is enough.
  const messages = WORDING[locale] as typeof en;
  return renderToStaticMarkup(createElement(Provider, { locale, messages, timeZone: "UTC" }, shown));
}

test.each([
  {
    locale: "en",
    waiting: /recognisers are in use/,
    none: /No speech recogniser for this language/,
    full: /service is full/,
  },
  {
    locale: "vi",
    waiting: /đều đang được dùng/,
    none: /không có bộ nhận dạng nào đang chạy cho ngôn ngữ này/,
    full: /quá tải/,
  },
] as const)("$locale tells a wait for a recogniser, a language without one and a full service apart", (expected) => {
  const { locale, waiting, none, full } = expected;
  expect(textOf(locale, { kind: "no-capacity", place: 3 })).toMatch(waiting);
  expect(textOf(locale, { kind: "no-capacity" })).toMatch(none);
  expect(textOf(locale, { kind: "full" })).toMatch(full);
});
