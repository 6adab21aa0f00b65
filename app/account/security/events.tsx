import { listAuditEvents } from "#store/people/audit";
import { Table } from "../../frame/table";
import { FORMAT_LOCALES } from "../../wording/interface-languages";
import { requestWording, translator } from "../../wording/request-wording";

const MOST = 200;

/** The newest events of the audit log: of one person, or of all. */
export async function Events({ userId }: { userId?: string }) {
  const [t, { language, timeZone }, events] = await Promise.all([
    translator(),
    requestWording(),
    listAuditEvents(MOST, userId),
  ]);
  const time = new Intl.DateTimeFormat(FORMAT_LOCALES[language], {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone,
  });
  const words = "account.events";
  const person = userId === undefined ? [t(`${words}.person`)] : [];
  return (
    <Table
      label={t(`${words}.title`)}
      empty={t(`${words}.none`)}
      head={[t(`${words}.at`), t(`${words}.what`), t(`${words}.place`), ...person]}
      ids={events.map(({ id }) => id)}
      rows={events.map((event) => [
        time.format(event.at),
        event.detail === "" ? t(`${words}.${event.kind}`) : `${t(`${words}.${event.kind}`)} (${event.detail})`,
        event.addressHash?.slice(0, 6) ?? "",
        ...(userId === undefined ? [event.userId ?? ""] : []),
      ])}
    />
  );
}
