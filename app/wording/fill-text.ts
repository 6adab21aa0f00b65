const PLURAL = /\{(\w+), plural,((?: \w+ \{[^{}]*\})+)\}/g;
const FORM = /(\w+) \{([^{}]*)\}/g;

/**
 * Fills a text: a name in braces becomes its value, `{count, plural, one {# line} other {# lines}}` the form for a count.
 * These parts of ICU's syntax suffice on readers' pages; a formatter for all of it would be a tenth of such a page.
 */
export function fillText(
  text: string,
  values: Readonly<Record<string, string | number>>,
  locale: string | undefined,
): string {
  return text
    .replace(PLURAL, (whole, name: string, forms: string) => {
      const count = values[name];
      if (typeof count !== "number") return whole;
      const byRule = new Map([...forms.matchAll(FORM)].map(([, rule, form]) => [rule, form]));
      const form = byRule.get(new Intl.PluralRules(locale).select(count)) ?? byRule.get("other") ?? whole;
      return form.replaceAll("#", count.toLocaleString(locale));
    })
    .replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return typeof value === "number" ? value.toLocaleString(locale) : (value ?? whole);
    });
}
