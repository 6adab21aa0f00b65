import { useEffect } from "react";
import { dropAllUnsaved } from "./unsaved-fields";

/** Drops the typed text of a session's lines once the session is deleted, so that this tab keeps nothing of it. */
export function useDropUnsaved(sessionId: string, isDeleted: boolean): void {
  useEffect(() => {
    if (isDeleted) dropAllUnsaved(sessionId);
  }, [isDeleted, sessionId]);
}
