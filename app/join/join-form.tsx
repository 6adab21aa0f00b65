import { siteAddress } from "../address/site-address";
import { InputField } from "../frame/input-field";
import type { ReaderWording } from "../wording/readers/reader-wording";

type Props = { readonly texts: ReaderWording["join"]; readonly typed?: string; readonly wrong?: string | null };

/** A field for a short code. A plain form, so that it works before scripts have run. */
export function JoinForm({ texts, typed = "", wrong = null }: Props) {
  return (
    <form action={siteAddress("/join")} className="join-form">
      <InputField
        label={texts.code}
        name="code"
        defaultValue={typed}
        placeholder="k7m-4qp"
        dir="ltr"
        maxLength={40}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus={wrong !== null}
        wrong={wrong}
      />
      <button className="btn" type="submit">
        {texts.join}
      </button>
    </form>
  );
}
