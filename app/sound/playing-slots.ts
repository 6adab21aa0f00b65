import { FileSlots, type SlotRequest } from "../export/file-slots";

/** The most sounds that are decoded at once while they are played, for one person, one link, one address and this process. */
const AT_ONCE = { person: 4, link: 32, address: 32, all: 64 };

type Player = { readonly release: () => void; readonly stop: () => void };

/** Counts the sounds that are decoded while they are played, so that people who listen take no slots of exports. */
export class PlayingSlots {
  readonly #slots = new FileSlots();
  /** By person, oldest first. */
  readonly #players = new Map<string, Set<Player>>();

  /**
   * Reserves a slot for a reader of a link.
   * @returns a function that releases the slot, safe to call twice; null if the link, the address or the process has no free slot
   */
  enterReader(linkId: string, address: string): (() => void) | null {
    return this.#slots.reserve([{ name: `link:${linkId}`, most: AT_ONCE.link }, ...placesOf(address)]);
  }

  /**
   * Reserves a slot. A person without a free slot loses the oldest: a player that has jumped, or a forgotten page.
   * @param stop ends the answer of this slot; called at most once
   * @returns a function that releases the slot, safe to call twice; null if the address or the process has no free slot
   */
  enter(userId: string, address: string, stop: () => void): (() => void) | null {
    const players = this.#players.get(userId) ?? new Set();
    const [oldest] = players;
    if (oldest && players.size >= AT_ONCE.person) {
      oldest.release();
      oldest.stop();
    }
    const leave = this.#slots.reserve(placesOf(address));
    if (!leave) return null;
    const player: Player = {
      stop,
      release: () => {
        leave();
        players.delete(player);
        if (players.size === 0 && this.#players.get(userId) === players) this.#players.delete(userId);
      },
    };
    players.add(player);
    this.#players.set(userId, players);
    return player.release;
  }
}

function placesOf(address: string): SlotRequest {
  return [
    { name: `address:${address}`, most: AT_ONCE.address },
    { name: "all", most: AT_ONCE.all },
  ];
}
