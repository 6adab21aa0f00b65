import { connect } from "../connection/connect";
import type { Connection } from "../connection/connection";
import { ReaderClient } from "./reader-client";

/** Keeps the pass of a link with a password for as long as the tab is open. */
export type PassStore = { get(): string | null; set(pass: string): void };

/**
 * Opens a link: `/r/<token>`.
 *
 *     const { client, close } = openLink({ token, wanted: navigator.languages, passes });
 *     useSyncExternalStore(client.subscribe, client.getSnapshot, client.getSnapshot);
 *     close();   // when the page goes
 *
 * @param url the address of the gateway; by default the origin of the page
 */
export function openLink({
  token,
  wanted,
  second = null,
  passes,
  url,
}: {
  token: string;
  wanted: readonly string[];
  second?: string | null;
  passes: PassStore;
  url?: string;
}): { readonly client: ReaderClient; readonly connection: Connection; close(): void } {
  // Not `randomUUID`: a page over plain HTTP does not have it.
  const opening = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join("");
  const auth = () => {
    const pass = passes.get();
    return { link: token, opening, ...(pass !== null && { pass }) };
  };
  const connection = connect({ auth, url });
  const client = new ReaderClient({ connection, wanted, second, onPass: (pass) => passes.set(pass) });
  return {
    client,
    connection,
    close() {
      client.close();
      connection.close();
    },
  };
}
