import type { Refusal } from "#protocol/refusal";
import { connect } from "./connect";
import type { AnswerOf, RequestName, RequestOf } from "./connection";
import { untilConnected } from "./until-connected";

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
