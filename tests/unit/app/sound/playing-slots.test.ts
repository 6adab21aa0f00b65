import { expect, test, vi } from "vitest";
import { PlayingSlots } from "#app/sound/playing-slots";

test("a person's fifth player ends the first; players of others continue", () => {
  const slots = new PlayingSlots();
  const other = vi.fn();
  slots.enter("ben", "here", other);
  const stops = Array.from({ length: 6 }, () => vi.fn());
  for (const stop of stops) expect(slots.enter("anna", "here", stop)).not.toBeNull();
  expect(stops.map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0, 0, 0, 0]);
  expect(other).not.toHaveBeenCalled();
});

test("a player that has ended leaves its slot, once", () => {
  const slots = new PlayingSlots();
  const stops = Array.from({ length: 5 }, () => vi.fn());
  const first = slots.enter("anna", "here", stops[0] as () => void);
  first?.();
  first?.();
  for (const stop of stops.slice(1)) slots.enter("anna", "here", stop);
  for (const stop of stops) expect(stop).not.toHaveBeenCalled();
});

test("an address has 32 players, and the process 64", () => {
  const slots = new PlayingSlots();
  const enter = (user: number, address: string) => slots.enter(`user ${user}`, address, () => {});
  const entered = Array.from({ length: 33 }, (_, user) => enter(user, "here"));
  expect(entered.map((leave) => leave !== null)).toEqual([...Array<boolean>(32).fill(true), false]);
  for (let user = 33; user < 65; user += 1) expect(enter(user, "there")).not.toBeNull();
  expect(enter(65, "elsewhere")).toBeNull();
  entered[0]?.();
  expect(enter(65, "elsewhere")).not.toBeNull();
});

test("a link has 32 readers who play; none ends the player of another", () => {
  const slots = new PlayingSlots();
  const enter = (reader: number, link: string) => slots.enterReader(link, `address ${reader}`);
  const entered = Array.from({ length: 33 }, (_, at) => enter(at, "link"));
  expect(entered.map((leave) => leave !== null)).toEqual([...Array<boolean>(32).fill(true), false]);
  expect(enter(33, "another link")).not.toBeNull();
  entered[0]?.();
  expect(enter(34, "link")).not.toBeNull();
});
