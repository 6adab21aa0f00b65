"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { IconButton } from "./icon-button";
import { isInputMethodKey } from "./input-method";

export type MenuItem = {
  readonly key: string;
  readonly text: string;
  /** The keys that do the same: as the menu shows them, and as `aria-keyshortcuts` has them. */
  readonly keys?: { readonly shown: string; readonly aria: string };
  readonly isDanger?: boolean;
  readonly onChoose: () => void;
};

type Props = { readonly label: string; readonly disabled?: boolean; readonly items: readonly MenuItem[] };

/**
 * A button that opens a menu of actions. The menu is a native popover: no box around it cuts it off, and Escape and a click
 * outside close it. Closed by keyboard, it returns the focus to the button.
 */
export function MenuButton({ label, disabled = false, items }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const itemsInOrder = () => [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];

  useEffect(() => {
    if (!isOpen) return;
    menu.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const follow = () => place(menu.current, button.current);
    window.addEventListener("resize", follow);
    window.addEventListener("scroll", follow, { capture: true, passive: true });
    return () => {
      window.removeEventListener("resize", follow);
      window.removeEventListener("scroll", follow, { capture: true });
    };
  }, [isOpen]);

  const onKeyDown = (event: KeyboardEvent) => {
    // The keys of the menu are not those of the form around it.
    event.stopPropagation();
    if (isInputMethodKey(event.nativeEvent)) return;
    if (event.key === "Tab") menu.current?.hidePopover();
    const all = itemsInOrder();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = itemAfter(event.key, at, all.length);
    if (event.key === "Escape") menu.current?.hidePopover();
    else if (next === null) return;
    else all[next]?.focus();
    event.preventDefault();
  };

  return (
    <>
      <IconButton
        ref={button}
        glyph="more"
        className="menu-open"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        popoverTarget={id}
        disabled={disabled}
      />
      <div
        ref={menu}
        id={id}
        className="menu-list"
        role="menu"
        aria-label={label}
        popover="auto"
        onBeforeToggle={({ newState }) => newState === "open" && place(menu.current, button.current)}
        onToggle={({ newState }) => setOpen(newState === "open")}
        onKeyDown={onKeyDown}
      >
        {items.map(({ key, text, keys, isDanger, onChoose }) => (
          <button
            key={key}
            type="button"
            role="menuitem"
            className={isDanger ? "danger" : undefined}
            tabIndex={-1}
            aria-keyshortcuts={keys?.aria}
            onClick={() => {
              menu.current?.hidePopover();
              onChoose();
            }}
          >
            {text}
            {keys && <small aria-hidden="true">{keys.shown}</small>}
          </button>
        ))}
      </div>
    </>
  );
}

/** The item to which a key leads; null: the key is none of the menu's. */
function itemAfter(key: string, at: number, count: number): number | null {
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (Math.max(at, 0) + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

/** The distance of the menu from its button and from the edge of the window. Pixels. */
const GAP_PX = 6;
/** With less room below the button the menu opens on the side that has more. Pixels. */
const ENOUGH_PX = 260;
/** In a narrower window the menu is as wide as the window. Pixels. */
const NARROW_PX = 380;

/** Through the DOM: the content security policy forbids inline styles. */
function place(menu: HTMLElement | null, button: HTMLElement | null): void {
  if (!menu || !button) return;
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = clientHeight - bottom;
  const isAbove = below < ENOUGH_PX && top > below;
  const isAtRight = left + right > clientWidth;
  const isNarrow = clientWidth < NARROW_PX;
  menu.style.top = isAbove ? "auto" : `${bottom + GAP_PX}px`;
  menu.style.bottom = isAbove ? `${clientHeight - top + GAP_PX}px` : "auto";
  menu.style.left = isNarrow ? `${GAP_PX}px` : isAtRight ? "auto" : `${Math.max(left, GAP_PX)}px`;
  menu.style.right = isNarrow ? `${GAP_PX}px` : isAtRight ? `${Math.max(clientWidth - right, GAP_PX)}px` : "auto";
  menu.style.maxHeight = `${Math.max(isAbove ? top : below, 0) - 2 * GAP_PX}px`;
}
