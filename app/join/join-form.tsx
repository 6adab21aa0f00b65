import { InputField } from "../frame/input-field";
import { translator } from "../wording/request-wording";

/** A field for a short code. A plain form, so that it works before scripts have run. */
export async function JoinForm({ typed = "", wrong = null }: { typed?: string; wrong?: string | null }) {
  const t = await translator();
  return (
    <form action="/join" className="join-form">
      <InputField
        label={t("join.code")}
        name="code"
        defaultValue={typed}
        placeholder="k7m-4qp"
        maxLength={40}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus={wrong !== null}
        wrong={wrong}
      />
      <button className="btn" type="submit">
        {t("join.join")}
      </button>
    </form>
  );
}
