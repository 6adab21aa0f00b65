import { translator } from "../../wording/request-wording";

/** A skeleton of the history. */
export default async function Loading() {
  const t = await translator();
  return (
    <main id="content" className="page history" aria-busy="true" tabIndex={-1}>
      <div className="find-part">
        <h1>{t("history.title")}</h1>
        <p className="sr" role="status">
          {t("history.loading")}
        </p>
        <div className="find" aria-hidden="true">
          <div className="bone-field" />
          <div className="bone-filters" />
        </div>
      </div>
      <div className="list-part">
        <div className="list" aria-hidden="true">
          <div className="bone" />
          <div className="bone" />
          <div className="bone" />
        </div>
      </div>
    </main>
  );
}
