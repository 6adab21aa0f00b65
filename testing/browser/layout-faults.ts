/**
 * Runs in the page.
 * @returns the elements that overlap others, are cut off, are beyond an edge, scroll sideways, or are errors that do
 * not look like errors; in the top dialog, if there is one
 */
export async function layoutFaults(): Promise<string[]> {
  // Sizes are observed, and the log goes to its end, in the frames after a change.
  for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done));
  const scope = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  const nameOf = (box: Element) =>
    `${[box.tagName.toLowerCase(), ...box.classList].join(".")} "${box.textContent?.trim().slice(0, 20)}"`;
  const styleOf = (box: Element) => getComputedStyle(box);
  const isShown = (box: Element) =>
    box.checkVisibility({ visibilityProperty: true }) &&
    box.getBoundingClientRect().width > 1 &&
    !box.closest("svg, .sr, [style*='clip-path']") &&
    styleOf(box).clipPath === "none";
  const shown = [...scope.querySelectorAll<HTMLElement>("*")].filter(isShown);
  const controls = shown.filter((box) => box.matches("a, button, input, select, textarea, summary"));
  const ownText = (box: Element) =>
    [...box.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());

  // A table of data may scroll in its own room (WCAG 1.4.10); a shortened text is whole in its title.
  const sideways = shown.filter(
    (box) =>
      box.scrollWidth > box.clientWidth + 1 &&
      box.clientWidth > 0 &&
      !box.matches("input, select, textarea, .table-room, [title]") &&
      (styleOf(box).overflowX !== "visible" || box.matches(".btn, .pill, .top, .dock, .tools, .player, .tool")) &&
      !(styleOf(box).textOverflow === "ellipsis" && box.closest("[title], button, a, li")),
  );
  const cut = shown.filter(
    (box) => styleOf(box).overflowY === "hidden" && box.clientHeight > 0 && box.scrollHeight > box.clientHeight + 2,
  );
  const beyond = [...controls, ...shown.filter(ownText)].filter((box) => {
    const { left, right } = box.getBoundingClientRect();
    const isShortened = box.parentElement !== null && styleOf(box.parentElement).textOverflow === "ellipsis";
    const isBeyond = left < -1 || right > document.documentElement.clientWidth + 1;
    return isBeyond && !isShortened && !box.closest(".table-room, .seg-ctl");
  });

  const brokenWords = controls
    .filter((box) => box.matches("button, .btn, summary, h2 > a"))
    .flatMap((box) => {
      const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      const broken: string[] = [];
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        for (const { 0: word, index } of (node.textContent ?? "").matchAll(/(?<!\S)\p{Script=Latin}+(?!\S)/gu)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word);
        }
      }
      return broken.map((word) => `${nameOf(box)} breaks the word "${word}"`);
    });

  const isInFlow = (box: Element) => ["static", "relative"].includes(styleOf(box).position) && isShown(box);
  const rows = [scope, ...shown].filter((box) => /flex|grid/.test(styleOf(box).display));
  const overlapping = rows.flatMap((row) => {
    const places = [...row.children]
      .filter((box) => isInFlow(box) && styleOf(box).pointerEvents !== "none")
      .map((box) => ({ box, place: box.getBoundingClientRect() }));
    return places.flatMap(({ box, place }, index) =>
      places
        .slice(index + 1)
        .filter((other) => other.place.left < place.right - 1 && place.left < other.place.right - 1)
        .filter((other) => other.place.top < place.bottom - 1 && place.top < other.place.bottom - 1)
        .map((other) => `${nameOf(other.box)} lies over ${nameOf(box)}`),
    );
  });

  const isScrolledAway = (box: Element, x: number, y: number) => {
    for (let around = box.parentElement; around && around !== document.body; around = around.parentElement) {
      const { left, right, top, bottom } = around.getBoundingClientRect();
      const isOutside = x < left || x > right || y < top || y > bottom;
      if (isOutside && styleOf(around).overflowY !== "visible") return true;
    }
    return false;
  };
  // Scrolled content may be behind fixed content: that is no overlap.
  const stays = (box: Element) =>
    box.closest(".notices, .jump, .player, .finding, .bar, .go, .chosen, .editor-end, .menu-body, [popover]");
  const covered = controls.filter((box) => {
    const { left, right, top, bottom } = box.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const over = isScrolledAway(box, x, y) ? null : document.elementFromPoint(x, y);
    if (!over || over.contains(box) || box.contains(over) || (stays(over) && stays(over) !== stays(box))) return false;
    return over.closest("label, summary, a, button") !== box.closest("label, summary, a, button");
  });
  const probe = scope.appendChild(document.createElement("i"));
  probe.style.color = "var(--danger)";
  const danger = styleOf(probe).color;
  probe.remove();
  const unlikeErrors = shown.filter((box) => box.matches(".wrong") && ownText(box) && styleOf(box).color !== danger);
  return [
    ...(document.documentElement.scrollWidth > document.documentElement.clientWidth
      ? ["the page scrolls sideways"]
      : []),
    ...sideways.map((box) => `${nameOf(box)} is too narrow: ${box.scrollWidth} > ${box.clientWidth}`),
    ...cut.map((box) => `${nameOf(box)} is cut: ${box.scrollHeight} > ${box.clientHeight}`),
    ...beyond.map((box) => `${nameOf(box)} is beyond the edge`),
    ...brokenWords,
    ...overlapping,
    ...covered.map((box) => `${nameOf(box)} is covered`),
    ...unlikeErrors.map((box) => `${nameOf(box)} is an error in another colour than errors`),
  ];
}
