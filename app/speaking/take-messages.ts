import { HeadMessage, TakeMessage } from "#protocol/messages";
import type { Connection } from "../connection/connection";

type Listeners = {
  /** The gateway is of a later protocol version than this page. */
  readonly onOutdated: () => void;
  /** @param anchor samples on the session's clock */
  readonly onAnchor: (anchor: number) => void;
  /** A take has begun, on this page or another. */
  readonly onTake: (take: number) => void;
};

/** Listens to the messages that concern a sender. Skips unreadable ones. Returns functions that stop it. */
export function onTakeMessages(connection: Connection, { onOutdated, onAnchor, onTake }: Listeners): (() => void)[] {
  return [
    connection.onMessage("outdated", onOutdated),
    connection.onMessage("head", (raw) => {
      const message = HeadMessage.safeParse(raw);
      if (message.success) onAnchor(message.data.head.anchor);
    }),
    connection.onMessage("take", (raw) => {
      const message = TakeMessage.safeParse(raw);
      if (message.success) onTake(message.data.take);
    }),
  ];
}
