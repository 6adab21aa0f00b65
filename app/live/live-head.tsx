"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import type { SessionView } from "#protocol/session";
import { Brand } from "../frame/glyph";
import { SessionTitle } from "../sessions/session-words";
import type { LiveStatus } from "./live-status";

/** The title, and in a word how it goes. */
export function LiveHead({ session, status }: { session: SessionView; status: LiveStatus }) {
  const t = useTranslations("state");
  const tFrame = useTranslations("frame");
  return (
    <header className="top">
      <Link className="brand" href="/">
        <Brand />
        <span>{tFrame("name")}</span>
      </Link>
      <div className="title">
        <h1>
          <SessionTitle session={session} />
        </h1>
        <span className={`pill pill-${status.pill.look}`}>{t(status.pill.key)}</span>
      </div>
    </header>
  );
}
