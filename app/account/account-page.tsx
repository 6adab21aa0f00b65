import type { ReactNode } from "react";
import { Foot, TopBar } from "../frame/top-bar";

/** The frame of an account page: title, lead and content. */
export function AccountPage({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <>
      <TopBar />
      <main id="content" className="page account" tabIndex={-1}>
        <h1>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
        {children}
      </main>
      <Foot />
    </>
  );
}
