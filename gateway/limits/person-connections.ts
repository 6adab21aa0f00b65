import type { Connection } from "./handshakes";

/** A refused page tries again after this time: connections that its earlier pages have lost are closed by then. */
const AGAIN_SECONDS = 15;

/** Bounds the connections that one signed-in person holds at this process. Readers of links are not counted. */
export class PersonConnections {
  readonly #ofPerson = new Map<string, Set<Connection>>();

  constructor(private readonly most: number) {}

  /** Counts a connection until it closes. @returns the refusal when the person is at the limit */
  enter(userId: string, connection: Connection) {
    const held = this.#ofPerson.get(userId) ?? new Set<Connection>();
    if (held.has(connection)) return null;
    if (held.size >= this.most)
      return { kind: "too-many", limit: "connections", retryAfterSeconds: AGAIN_SECONDS } as const;
    this.#ofPerson.set(userId, held.add(connection));
    connection.once("close", () => {
      held.delete(connection);
      if (held.size === 0) this.#ofPerson.delete(userId);
    });
    return null;
  }
}
