import { TopBar } from "../../frame/top-bar";
import { translator } from "../../wording/request-wording";

export default async function Loading() {
  const t = await translator();
  return (
    <>
      <TopBar page="sessions" />
      <main className="page history" aria-busy="true">
        <h1>{t("history.title")}</h1>
        <p className="sr" role="status">
          {t("history.loading")}
        </p>
        <div className="list" aria-hidden="true">
          <div className="bone" />
          <div className="bone" />
          <div className="bone" />
        </div>
      </main>
    </>
  );
}
