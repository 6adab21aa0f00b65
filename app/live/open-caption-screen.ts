/** The part of the Window Management API that is used here. TypeScript does not know it yet. */
type Display = {
  readonly availLeft: number;
  readonly availTop: number;
  readonly availWidth: number;
  readonly availHeight: number;
};
type Displays = { readonly currentScreen: Display; readonly screens: readonly Display[] };
type WithDisplays = { readonly screen: { readonly isExtended?: boolean }; getScreenDetails?(): Promise<Displays> };

/**
 * Opens the caption screen in a window of its own: on the second display where there is one and the browser may know it. The
 * browser asks the person for that once.
 * @returns false: the browser blocked the window
 */
export async function openCaptionScreen(address: string): Promise<boolean> {
  const display = await secondDisplay(window as unknown as WithDisplays);
  return window.open(address, "caption-screen", windowFeatures(display)) !== null;
}

/** Null: there is one display, the browser has no such API, or the person said no. */
export async function secondDisplay(view: WithDisplays): Promise<Display | null> {
  if (!view.screen.isExtended || !view.getScreenDetails) return null;
  const displays = await view.getScreenDetails().catch(() => null);
  return displays?.screens.find((one) => one !== displays.currentScreen) ?? null;
}

export function windowFeatures(display: Display | null): string {
  if (!display) return "popup";
  const { availLeft, availTop, availWidth, availHeight } = display;
  return `popup,left=${availLeft},top=${availTop},width=${availWidth},height=${availHeight}`;
}
