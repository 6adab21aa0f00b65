"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Refusal } from "#protocol/refusal";
import type { LinkView, ShareAddress } from "#protocol/share";
import { UNDO_MS } from "#protocol/undo";
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
  readonly create: (wish: Omit<RequestOf<"link:create">, "sessionId">) => Promise<Refusal | null>;
  readonly revoke: (linkId: string) => Promise<Refusal | null>;
  /** The links that were revoked here less than 10 s ago. */
  readonly undoable: ReadonlySet<string>;
  /** Undoes the revocation of a link. */
  readonly restore: (linkId: string) => Promise<Refusal | null>;
  /** Gives a link a new short code, or removes its code. */
  readonly giveCode: (linkId: string, isOn: boolean) => Promise<Refusal | null>;
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
    const answer = await ask("link:list", { sessionId });
    if (answer?.ok) setState({ kind: "ready", links: answer.links, address: answer.address });
    // After a failure the earlier list stays.
    else setState((before) => (before.kind === "ready" ? before : { kind: "failed" }));
  }, [ask, sessionId]);

  useEffect(() => {
    if (ready) void load();
  }, [ready, load]);

  const create = useCallback(
    async (wish: Omit<RequestOf<"link:create">, "sessionId">) => {
      const answer = await ask("link:create", { ...wish, sessionId });
      if (!answer?.ok) return refusalIn(answer);
      // The link is shown even if the list that follows is refused.
      const { link } = answer;
      setState((before) => (before.kind === "ready" ? { ...before, links: [link, ...before.links] } : before));
      await load();
      return null;
    },
    [ask, sessionId, load],
  );

  const { undoable, offer, withdraw } = useUndoable();
  const revoke = useCallback(
    async (linkId: string) => {
      const answer = await ask("link:revoke", { linkId });
      if (answer?.ok) offer(linkId);
      await load();
      return refusalIn(answer);
    },
    [ask, load, offer],
  );

  const restore = useCallback(
    async (linkId: string) => {
      const answer = await ask("link:restore", { linkId });
      if (answer?.ok) withdraw(linkId);
      await load();
      return refusalIn(answer);
    },
    [ask, load, withdraw],
  );

  const relabel = useCallback(
    async (linkId: string, label: string) => {
      const answer = await ask("link:label", { linkId, label });
      if (answer?.ok) await load();
      return refusalIn(answer);
    },
    [ask, load],
  );

  const giveCode = useCallback(
    async (linkId: string, isOn: boolean) => {
      const answer = await ask("link:give-code", { linkId, isOn });
      if (answer?.ok) await load();
      return refusalIn(answer);
    },
    [ask, load],
  );

  const reload = useCallback(() => {
    setState({ kind: "loading" });
    void load();
  }, [load]);
  return { state, reload, create, revoke, undoable, restore, giveCode, relabel };
}

/** The links whose revocation can be undone: each for 10 s from the answer on. */
function useUndoable() {
  const [undoable, setUndoable] = useState<ReadonlySet<string>>(new Set());
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  const withdraw = useCallback(
    (linkId: string) => setUndoable((before) => new Set([...before].filter((id) => id !== linkId))),
    [],
  );
  const offer = useCallback(
    (linkId: string) => {
      setUndoable((before) => new Set([...before, linkId]));
      timers.current.add(setTimeout(() => withdraw(linkId), UNDO_MS));
    },
    [withdraw],
  );
  useEffect(() => {
    const { current } = timers;
    return () => {
      for (const timer of current) clearTimeout(timer);
    };
  }, []);
  return { undoable, offer, withdraw };
}
