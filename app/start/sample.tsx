import { translator } from "../wording/request-wording";

const LINES = [
  [
    "Good morning, everyone, and thank you for coming so early.",
    "Buenos días a todos, y gracias por venir tan temprano.",
  ],
  [
    "Every dry season, the sea pushes a little further up the river.",
    "Cada estación seca, el mar avanza un poco más río arriba.",
  ],
  ["So the question is not how to keep the salt out.", "Así que la pregunta no es cómo impedir que entre la sal."],
] as const;

/** An example of captions, shown before the first session. */
export async function Sample() {
  const t = await translator();
  return (
    <aside className="sample" aria-label={t("start.sampleLabel")}>
      <div className="sample-head">
        <span>{t("start.sample")}</span>
        <span className="pill pill-live">{t("state.live")}</span>
      </div>
      {LINES.map(([original, translation]) => (
        <div className="seg" key={original}>
          <p className="original" lang="en">
            {original}
          </p>
          <p className="translation" lang="es">
            {translation}
          </p>
        </div>
      ))}
      <div className="seg">
        <p className="original" lang="en">
          The question is<span className="believed"> what we can</span>
        </p>
        <p className="translation" lang="es">
          La pregunta es
          <span className="caret" />
        </p>
      </div>
    </aside>
  );
}
