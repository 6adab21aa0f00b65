"use client";

import { useCallback, useEffect, useState } from "react";
import type { Refusal } from "#protocol/refusal";
import type { LinkView, ShareAddress } from "#protocol/share";
import { askOnce } from "../connection/ask-once";
import type { AnswerOf, RequestName, RequestOf } from "../connection/connection";

type Refused = { readonly ok: false; readonly refusal: Refusal };

/** Sends a request over the connection of the page, or over a temporary one. */
export type Ask = <E extends RequestName>(event: E, request: RequestOf<E>) => Promise<AnswerOf<E> | Refused | null>;

export type LinksState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed" }
  | { readonly kind: "ready"; readonly links: readonly LinkView[]; readonly address: ShareAddress };

export type Links = {
  readonly state: LinksState;
  readonly reload: () => void;
  /** Null: created, and in the list. */
  readonly create: (wish: Omit<RequestOf<"share">, "sessionId">) => Promise<Refusal | null>;
  readonly revoke: (linkId: string) => Promise<Refusal | null>;
  readonly relabel: (linkId: string, label: string) => Promise<Refusal | null>;
};

const NO_ANSWER: Refusal = { kind: "unavailable" };

/** Null: done. */
export function refusalIn(answer: { readonly ok: true } | Refused | null): Refusal | null {
  if (answer === null) return NO_ANSWER;
  return answer.ok ? null : answer.refusal;
}

/** The links of a session of the person. @param ready false: the page cannot send requests yet */
export function useLinks(sessionId: string, ask: Ask = askOnce, ready = true): Links {
  const [state, setState] = useState<LinksState>({ kind: "loading" });

  const load = useCallback(async () => {
    const answer = await ask("links", { sessionId });
    if (answer?.ok) setState({ kind: "ready", links: answer.links, address: answer.address });
    // After a failure the earlier list stays.
    else setState((before) => (before.kind === "ready" ? before : { kind: "failed" }));
  }, [ask, sessionId]);

  useEffect(() => {
    if (ready) void load();
  }, [ready, load]);

  const create = useCallback(
    async (wish: Omit<RequestOf<"share">, "sessionId">) => {
      const answer = await ask("share", { ...wish, sessionId });
      if (answer?.ok) await load();
      return refusalIn(answer);
    },
    [ask, sessionId, load],
  );

  const revoke = useCallback(
    async (linkId: string) => {
      const answer = await ask("revoke", { linkId });
      await load();
      return refusalIn(answer);
    },
    [ask, load],
  );

  const relabel = useCallback(
    async (linkId: string, label: string) => {
      const answer = await ask("relabel", { linkId, label });
      if (answer?.ok) await load();
      return refusalIn(answer);
    },
    [ask, load],
  );

  const reload = useCallback(() => {
    setState({ kind: "loading" });
    void load();
  }, [load]);
  return { state, reload, create, revoke, relabel };
}
