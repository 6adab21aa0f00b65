import { listPeople } from "#store/people/administered-people";
import { Foot, TopBar } from "../../frame/top-bar";
import { translator } from "../../wording/request-wording";
import { AdminNav } from "../admin-nav";
import { administratorOrNotFound } from "../ask-administrator";
import { PeopleFind } from "./people-find";
import { PersonItem } from "./person-item";
import { readPeopleQuery } from "./query";

const MOST = 100;

/** Lists people, and blocks or removes them. */
export default async function PeoplePage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  await administratorOrNotFound();
  const [t, query] = [await translator(), readPeopleQuery(await searchParams)];
  const found = await listPeople(query.who, query.q, MOST + 1);
  const people = found.slice(0, MOST);
  return (
    <>
      <TopBar />
      <main id="content" className="page admin" tabIndex={-1}>
        <AdminNav page="people" />
        <h1>{t("account.people.title")}</h1>
        <PeopleFind query={query} />
        {people.length === 0 && <p>{t("account.people.none")}</p>}
        <ul className="people" aria-label={t("account.people.title")}>
          {people.map(({ createdAt, lastVisit, blockedAt, ...person }) => (
            <PersonItem
              key={person.id}
              person={{
                ...person,
                createdAt: createdAt.toISOString(),
                lastVisit: lastVisit?.toISOString() ?? null,
                isBlocked: blockedAt !== null,
              }}
            />
          ))}
        </ul>
        {found.length > MOST && <p>{t("account.people.more", { count: String(MOST) })}</p>}
      </main>
      <Foot />
    </>
  );
}
