import { siteAddress } from "../address/site-address";

/** A session whose stored sound its owner wants to transcribe again. `name`: its title, or the day on which it began. */
export type AgainSession = { readonly id: string; readonly name: string };

/** Reads the stored sound of a session as a recording with the session's name. Null: it cannot be read. */
export async function readSoundFile({ id, name }: AgainSession): Promise<File | null> {
  try {
    const answer = await fetch(siteAddress(`/api/sessions/${id}/sound?format=ogg`));
    return answer.ok ? new File([await answer.blob()], name, { type: "audio/ogg" }) : null;
  } catch {
    return null;
  }
}
