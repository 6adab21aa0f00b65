import type { AnswerOf, Connection, ConnectionState, RequestName, RequestOf } from "./connection";

const CONNECT_MS = 10_000;

/** Waits for the first connection, at most 10 s. @returns the state then; `connecting`: there is no connection yet */
export function untilConnected(connection: Connection): Promise<ConnectionState> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      end();
      resolve(connection.state);
    };
    const timer = setTimeout(finish, CONNECT_MS);
    const end = connection.onState((state) => {
      if (state === "connected" || state === "refused") finish();
    });
    if (connection.state === "connected" || connection.state === "refused") finish();
  });
}

/**
 * Sends a request. While a page opens its first connection, the request waits for it. Over a connection that broke, the answer
 * is null at once.
 * @returns null: no answer, or no connection
 */
export async function askWhenConnected<E extends RequestName>(
  connection: Connection | null,
  event: E,
  request: RequestOf<E>,
): Promise<AnswerOf<E> | null> {
  if (connection?.state === "connecting") await untilConnected(connection);
  return connection?.ask(event, request) ?? null;
}
