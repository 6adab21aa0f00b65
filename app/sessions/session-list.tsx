"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import { Glyph } from "../frame/glyph";
import { DeleteDialog } from "./delete-dialog";
import { RenameDialog } from "./rename-dialog";
import { Duration, Languages, SessionTitle, useTitle, When } from "./session-words";
import { StatePill } from "./state-pill";

export type ListedSession = SessionView & { readonly durationMs: number };

type Asked = { readonly what: "rename" | "delete"; readonly session: SessionView };

/** The sessions of one page of the history, with what can be done to each. */
export function SessionList(props: { page: { sessions: ListedSession[]; next: string | null }; now: number }) {
  const t = useTranslations("history");
  const router = useRouter();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [deleted, setDeleted] = useState<ReadonlySet<string>>(new Set());
  const sessions = props.page.sessions.filter(({ id }) => !deleted.has(id));

  return (
    <>
      <ul className="list" aria-label={t("list")}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} now={props.now} onAsk={setAsked} />
        ))}
      </ul>
      {props.page.next && (
        <p className="more">
          <Link className="btn" href={`/sessions?before=${props.page.next}`}>
            {t("more")}
          </Link>
        </p>
      )}
      {asked?.what === "rename" && <RenameDialog session={asked.session} onClose={() => setAsked(null)} />}
      {asked?.what === "delete" && (
        <DeleteDialog
          session={asked.session}
          onClose={(gone) => {
            setAsked(null);
            if (!gone) return;
            setDeleted(new Set([...deleted, asked.session.id]));
            router.refresh();
          }}
        />
      )}
    </>
  );
}

function SessionRow(props: { session: ListedSession; now: number; onAsk: (asked: Asked) => void }) {
  const { session, onAsk } = props;
  const t = useTranslations("history");
  const tFailure = useTranslations("failure");
  const title = useTitle()(session);
  return (
    <li className="item">
      <h2>
        <Link href={`/sessions/${session.id}`}>
          <SessionTitle session={session} />
        </Link>
      </h2>
      <StatePill state={session.state} />
      <p className="facts">
        <When iso={session.createdAt} now={props.now} />
        <Duration ms={session.durationMs} state={session.state} />
        <Languages session={session} />
      </p>
      <div className="item-acts">
        <button
          type="button"
          className="btn btn-icon"
          aria-label={t("renameLong", { title })}
          title={t("rename")}
          onClick={() => onAsk({ what: "rename", session })}
        >
          <Glyph name="edit" />
        </button>
        <button
          type="button"
          className="btn btn-icon"
          aria-label={t("deleteLong", { title })}
          title={t("delete")}
          onClick={() => onAsk({ what: "delete", session })}
        >
          <Glyph name="trash" />
        </button>
      </div>
      {session.failure && <p className="why">{tFailure(session.failure)}</p>}
    </li>
  );
}
