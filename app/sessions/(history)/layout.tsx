import type { ReactNode } from "react";
import { Foot, TopBar } from "../../frame/top-bar";

/** Around the history in all its states: while it is loaded and when it could not be, too. */
export default function HistoryLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar page="sessions" />
      {children}
      <Foot />
    </>
  );
}
