import Link from "next/link";
import { translator } from "../wording/request-wording";

const PAGES = { overview: "/admin", people: "/admin/people", door: "/admin/door" } as const;

/** Navigation between the administrators' pages. */
export async function AdminNav({ page }: { page: keyof typeof PAGES }) {
  const t = await translator();
  const names = {
    overview: t("account.admin.title"),
    people: t("account.people.title"),
    door: t("account.door.title"),
  };
  return (
    <nav className="admin-nav" aria-label={t("account.people.pages")}>
      {(["overview", "people", "door"] as const).map((one) => (
        <Link key={one} href={PAGES[one]} aria-current={one === page ? "page" : undefined}>
          {names[one]}
        </Link>
      ))}
    </nav>
  );
}
