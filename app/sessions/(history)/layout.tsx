import type { ReactNode } from "react";
import { Foot, TopBar } from "../../frame/top-bar";

/** The frame of the history, shared by its page, loading and error states. */
export default function HistoryLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar page="sessions" />
      {children}
      <Foot />
    </>
  );
}
