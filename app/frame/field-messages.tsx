/** The ids that describe a field: of its hint and of its error, if it has them. */
export function describedBy(id: string, hint: string | undefined, wrong: string | null | undefined) {
  const ids = [hint !== undefined && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(" ");
}

/** The hint and the error of the field with this id. Its control has `aria-describedby={describedBy(...)}`. */
export function FieldMessages(props: { id: string; hint?: string | undefined; wrong?: string | null | undefined }) {
  const { id, hint, wrong } = props;
  return (
    <>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${id}-wrong`} className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
