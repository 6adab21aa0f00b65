import { expect, test } from "vitest";
import { isSameProps } from "#app/transcript/is-same-props";

const segment = { seq: 1 };
const props = { segment, foundUpTo: 3, translations: [segment, undefined] };

test("props are the same if each is, and arrays if their elements are", () => {
  expect(isSameProps(props, { ...props, translations: [segment, undefined] })).toBe(true);
  expect(isSameProps(props, { ...props, translations: [{ seq: 1 }, undefined] })).toBe(false);
  expect(isSameProps(props, { ...props, translations: [segment] })).toBe(false);
});

test("a prop that only one of them has makes them differ", () => {
  const other: object = { ...props, timeControl: () => {} };
  expect(isSameProps<object>(props, other)).toBe(false);
  expect(isSameProps<object>(other, props)).toBe(false);
});

test("each prop counts", () => {
  expect(isSameProps(props, { ...props, foundUpTo: 4 })).toBe(false);
});
