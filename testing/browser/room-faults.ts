/**
 * Runs in the page.
 * @returns the elements that have too little room or take too much of it: selects without room for a word, words at the
 * edge of their button, labels of three lines, on a desktop rows of controls that wrap and menus that end below the
 * window, borders over words, and a player that leaves no room for the transcript
 */
export function roomFaults(): string[] {
  const scope = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  const nameOf = (box: Element) =>
    `${[box.tagName.toLowerCase(), ...box.classList].join(".")} "${box.textContent?.trim().slice(0, 20)}"`;
  const styleOf = (box: Element) => getComputedStyle(box);
  const isShown = (box: Element) =>
    box.checkVisibility({ visibilityProperty: true }) && box.getBoundingClientRect().width > 1;
  const shown = [...scope.querySelectorAll<HTMLElement>("*")].filter(isShown);
  const linesIn = (box: Node) => {
    const range = document.createRange();
    range.selectNodeContents(box);
    return [...range.getClientRects()];
  };

  // A select may shorten its text, but not to a few letters.
  const measure = document.createElement("canvas").getContext("2d");
  const wordless = shown
    .filter((box) => box instanceof HTMLSelectElement)
    .filter((box) => {
      const { font, paddingLeft, paddingRight } = styleOf(box);
      if (measure) measure.font = font;
      const textWidth = measure?.measureText(box.selectedOptions[0]?.text ?? "").width ?? 0;
      const room = box.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      return room < Math.min(textWidth, 64) - 1;
    });

  const atEdge = shown.filter((box) => {
    if (!box.matches(".btn:not(.btn-icon)") || styleOf(box).borderTopWidth === "0px") return false;
    const { left, right } = box.getBoundingClientRect();
    const words = [box, ...box.querySelectorAll("span, b")].filter((part) => styleOf(part).clipPath === "none");
    const texts = words.flatMap((part) => [...part.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE));
    return texts.flatMap(linesIn).some((line) => line.width > 0 && (line.left < left + 5 || line.right > right - 5));
  });

  const high = shown.filter(
    (box) =>
      innerWidth >= 320 &&
      box.matches(".tool > span:not(.aa)") &&
      new Set(linesIn(box).map(({ bottom }) => Math.round(bottom / 4))).size > 2,
  );

  const isDesktop = innerWidth >= 1_200 && innerHeight >= 800;
  const wrapped = shown.filter((box) => {
    if (!isDesktop || !box.matches(".session .acts, .bar, .dock, .tools, .player")) return false;
    // The time that is left to continue a session may take a row.
    if (box.querySelector(".continue")) return false;
    const places = [...box.children]
      .filter((child) => isShown(child) && ["static", "relative"].includes(styleOf(child).position))
      .flatMap((child) => (child.matches(".shown") ? [...child.children].filter(isShown) : [child]))
      .map((child) => child.getBoundingClientRect())
      .filter(({ height }) => height > 0);
    return places.some(({ top }) => places.some(({ bottom }) => top >= bottom - 1));
  });
  const below = shown.filter(
    (box) =>
      isDesktop &&
      box.matches(".menu-body, .menu-list, .choices-list") &&
      box.getBoundingClientRect().bottom > innerHeight,
  );

  const isVisible = (color: string) => !/^rgba\(.*, 0\)$/.test(color);
  const overWords = shown.filter((box) => {
    const { borderTopWidth, borderTopColor } = styleOf(box);
    if (!box.matches(".seg-tools .btn") || borderTopWidth === "0px" || !isVisible(borderTopColor)) return false;
    const { left, right, top, bottom } = box.getBoundingClientRect();
    // The border is a circle.
    const inset = (right - left) * 0.15;
    const texts = box.closest(".editable")?.querySelectorAll(".original, .translation, .said-by, .time") ?? [];
    return [...texts]
      .flatMap(linesIn)
      .some(
        (line) =>
          line.right > left + inset &&
          line.left < right - inset &&
          line.bottom > top + inset &&
          line.top < bottom - inset,
      );
  });

  // At the top of a session's page, under a title of usual length.
  const player = document.querySelector(".player");
  const words = document.querySelector(".transcript :is(.original, .translation)");
  const isAtTop = scope === document.body && scrollY === 0 && innerHeight >= 600;
  const isUsual = isAtTop && !document.querySelector("h1.long, .session .notice, .continue, .menu-body");
  const isHidden =
    isUsual && player && words && (linesIn(words)[0]?.bottom ?? 0) > player.getBoundingClientRect().top + 1;
  return [
    ...wordless.map((box) => `${nameOf(box)} has no room for a word`),
    ...atEdge.map((box) => `${nameOf(box)} has its words at its edge`),
    ...high.map((box) => `${nameOf(box)} takes more than two lines`),
    ...wrapped.map((box) => `${nameOf(box)} takes more than one row`),
    ...below.map((box) => `${nameOf(box)} ends below the window`),
    ...overWords.map((box) => `${nameOf(box)} has its border over words`),
    ...(isHidden ? ["the player covers the first line of the transcript"] : []),
  ];
}
