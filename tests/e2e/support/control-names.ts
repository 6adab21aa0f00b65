import type { CDPSession, Page } from "@playwright/test";
import { expect } from "./test";

const CONTROLS = new Set([
  ..."button checkbox combobox link menuitem menuitemradio option radio searchbox slider spinbutton switch tab textbox DisclosureTriangle".split(
    " ",
  ),
]);
/** The width at which the names are compared with the list. Narrower pages have fewer controls in sight. */
const LISTED_WIDTH = 1440;

/**
 * Every control has an accessible name in Chromium, which computes names differently from axe, and contains no live region:
 * the name of a control in Chromium leaves out what is in one. At desktop width no two controls of one form, section
 * or list item have the same name, links to the same address apart, and the names are those of `tests/e2e/control-names/`;
 * `npx playwright test SPEC --update-snapshots` writes them anew.
 */
export async function expectNamedControls(page: Page, where: string, width: number): Promise<void> {
  const controls = await controlsOf(page);
  const nameless = controls.filter(({ name }) => name === "").map(({ element }) => element());
  expect(await Promise.all(nameless), `controls without a name: ${where} at ${width} px`).toEqual([]);
  expect(await page.evaluate(liveInControls), `live regions in controls: ${where} at ${width} px`).toEqual([]);
  if (width !== LISTED_WIDTH) return;
  expect(await twinsOf(controls), `controls with the same name: ${where}`).toEqual([]);
  // The choices of a list are data.
  const listed = new Set(
    controls.filter(({ role }) => role !== "option").map(({ role, name }) => `${role} ${steady(name)}\n`),
  );
  const file = where.toLowerCase().replaceAll(/\W+/g, "-");
  expect([...listed].sort().join(""), `names of controls: ${where}`).toMatchSnapshot(`${file}.txt`);
}

/** A name without what differs from run to run: numbers, the words of a line, and the address of a link. */
function steady(name: string): string {
  return name
    .replaceAll(/\s+/g, " ")
    .replace(/^(\d+:\d+) .+/, "$1 WORDS")
    .replaceAll(/\/r\/[\w-]+/g, "/r/TOKEN")
    .replaceAll(/\d+/g, "#");
}

/** The roles and names that several controls of one place have, unless all of them are links to one address. */
async function twinsOf(controls: Awaited<ReturnType<typeof controlsOf>>): Promise<string[]> {
  const byName = new Map<string, typeof controls>();
  for (const control of controls.filter(({ role }) => role !== "option")) {
    const name = `${control.role} ${control.name}`;
    byName.set(name, [...(byName.get(name) ?? []), control]);
  }
  const twins = [...byName].filter(([, { length }]) => length > 1);
  const addresses = await Promise.all(
    twins.map(async ([, same]) => {
      const elements = await Promise.all(same.map(({ element }) => element()));
      return new Set(elements.map((element, at) => /^<a [^>]*href="([^"]*)"/.exec(element)?.[1] ?? at)).size;
    }),
  );
  const places = await Promise.all(twins.map(async ([, same]) => Promise.all(same.map(({ place }) => place()))));
  const areTogether = (at: number) => new Set(places[at]).size < (places[at]?.length ?? 0);
  return twins.filter((_, at) => (addresses[at] ?? 0) > 1 && areTogether(at)).map(([name]) => name);
}

async function controlsOf(page: Page) {
  const chromium = await devtoolsOf(page);
  const { nodes } = await chromium.send("Accessibility.getFullAXTree");
  return nodes
    .filter(({ ignored, role }) => !ignored && CONTROLS.has(String(role?.value)))
    .map(({ role, name, backendDOMNodeId: backendNodeId }) => ({
      role: String(role?.value),
      name: String(name?.value ?? "").trim(),
      element: async () =>
        backendNodeId === undefined
          ? "unknown"
          : (await chromium.send("DOM.getOuterHTML", { backendNodeId })).outerHTML,
      /** The number of the form, section or list item around it; -1: none. */
      place: async (): Promise<number> => {
        if (backendNodeId === undefined) return -1;
        const { object } = await chromium.send("DOM.resolveNode", { backendNodeId });
        const found = { objectId: object.objectId ?? "", functionDeclaration: PLACE, returnByValue: true };
        return Number((await chromium.send("Runtime.callFunctionOn", found)).result.value);
      },
    }));
}

/** Runs in the page, on a control. As text, as DevTools takes it. */
const PLACE = `function () {
  const places = "form, section, li";
  return [...document.querySelectorAll(places)].indexOf(this.closest(places));
}`;

/** Runs in the page. */
function liveInControls(): string[] {
  const live = ":is([role=status], [role=alert], [role=log], [role=timer], [aria-live], output)";
  const controls = ":is(button, a, summary, label, [role=button], [role=menuitem], [role=option])";
  return [...document.querySelectorAll(`${controls} ${live}`)].map(({ outerHTML }) => outerHTML);
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** One session per page, open as long as the page: to detach one removes the virtual authenticator of all others. */
function devtoolsOf(page: Page): Promise<CDPSession> {
  const opened = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, opened);
  return opened;
}
