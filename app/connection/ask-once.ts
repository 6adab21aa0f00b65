import type { Refusal } from "#protocol/refusal";
import { connect } from "./connect";
import type { AnswerOf, Connection, ConnectionState, RequestName, RequestOf } from "./connection";

const CONNECT_MS = 10_000;

type Refused = { readonly ok: false; readonly refusal: Refusal };

/** Sends one request over a connection of its own, for pages that follow no session. Never throws. */
export async function askOnce<E extends RequestName>(event: E, request: RequestOf<E>): Promise<AnswerOf<E> | Refused> {
  const connection = connect();
  try {
    const state = await untilConnected(connection);
    if (state === "refused") return refused("unauthenticated");
    const answer = state === "connected" ? await connection.ask(event, request) : null;
    return answer ?? refused("unavailable");
  } finally {
    connection.close();
  }
}

function refused(kind: "unauthenticated" | "unavailable"): Refused {
  return { ok: false, refusal: { kind } };
}

/** Waits until the connection is up or refused, at most for 10 s. */
function untilConnected(connection: Connection): Promise<ConnectionState> {
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
