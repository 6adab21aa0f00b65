"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import type { SpokenText } from "#protocol/spoken-title";
import { IconButton } from "../frame/icon-button";
import { Duration, Languages, SessionTitle, useTitle, When } from "../session-title/session-title";
import { StatePill } from "../session-title/state-pill";
import { BulkDelete } from "./bulk-delete";
import { DeleteDialog } from "./delete-dialog";
import type { FoundPage, FoundSession } from "./found";
import { FoundPlaces } from "./found-places";
import { RenameDialog } from "./rename-dialog";

/** The part of a session that a row of the start page shows. */
export type ListedSession = SessionView & { readonly durationMs: number; readonly spokenTitle: SpokenText | null };

type Asked = { readonly what: "rename" | "delete"; readonly session: FoundSession };

/** The sessions of one page of the history, with their actions. @param sought empty: no search */
export function SessionList(props: { page: FoundPage; sought: string; more: string | null; now: number }) {
  const t = useTranslations("history");
  const router = useRouter();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [deleted, setDeleted] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const titleOf = useTitle();
  const sessions = props.page.sessions.filter(({ id }) => !deleted.has(id));
  const onGone = (ids: readonly string[]) => {
    setDeleted(new Set([...deleted, ...ids]));
    setChosen(new Set([...chosen].filter((id) => !ids.includes(id))));
    if (ids.length > 0) router.refresh();
  };

  return (
    <>
      <BulkDelete
        chosen={new Map(sessions.filter(({ id }) => chosen.has(id)).map((session) => [session.id, titleOf(session)]))}
        onDeleted={onGone}
        onClear={() => setChosen(new Set())}
      />
      <ul className="list" aria-label={t("list")}>
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            sought={props.sought}
            now={props.now}
            chosen={chosen.has(session.id)}
            onChoose={(on) =>
              setChosen(on ? new Set([...chosen, session.id]) : new Set([...chosen].filter((id) => id !== session.id)))
            }
            onAsk={setAsked}
          />
        ))}
      </ul>
      {props.more && (
        <p className="more">
          <Link className="btn" href={props.more}>
            {t("more")}
          </Link>
        </p>
      )}
      {asked?.what === "rename" && (
        <RenameDialog session={asked.session} tags={asked.session.tags} onClose={() => setAsked(null)} />
      )}
      {asked?.what === "delete" && (
        <DeleteDialog
          session={asked.session}
          onClose={(gone) => {
            setAsked(null);
            if (gone) onGone([asked.session.id]);
          }}
        />
      )}
    </>
  );
}

function SessionRow(props: {
  session: FoundSession;
  sought: string;
  now: number;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  onAsk: (asked: Asked) => void;
}) {
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
        {session.found && <span>{t("places", { count: session.found.places })}</span>}
      </p>
      {session.tags.length > 0 && (
        <ul className="tags" aria-label={t("tags")}>
          {session.tags.map((tag) => (
            <li className="tag" key={tag}>
              {tag}
            </li>
          ))}
        </ul>
      )}
      <div className="item-acts">
        <label className="pick" title={t("choose")}>
          <input
            type="checkbox"
            checked={props.chosen}
            aria-label={t("chooseLong", { title })}
            onChange={(event) => props.onChoose(event.target.checked)}
          />
        </label>
        <IconButton
          glyph="edit"
          aria-label={t("renameLong", { title })}
          title={t("rename")}
          onClick={() => onAsk({ what: "rename", session })}
        />
        <IconButton
          glyph="trash"
          aria-label={t("deleteLong", { title })}
          title={t("delete")}
          onClick={() => onAsk({ what: "delete", session })}
        />
      </div>
      {session.failure && <p className="why">{tFailure(session.failure)}</p>}
      {session.found && (
        <FoundPlaces sessionId={session.id} title={title} sought={props.sought} found={session.found} />
      )}
    </li>
  );
}
