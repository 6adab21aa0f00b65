import Link from "next/link";
import { translator } from "../wording/request-wording";

const PAGES = { overview: "/admin", people: "/admin/people", access: "/admin/access" } as const;

/** Navigation between the administrators' pages. */
export async function AdminNav({ page }: { page: keyof typeof PAGES }) {
  const t = await translator();
  const names = {
    overview: t("account.admin.title"),
    people: t("account.people.title"),
    access: t("account.admission.title"),
  };
  return (
    <nav className="admin-nav" aria-label={t("account.people.pages")}>
      {(["overview", "people", "access"] as const).map((one) => (
        <Link key={one} href={PAGES[one]} aria-current={one === page ? "page" : undefined}>
          {names[one]}
        </Link>
      ))}
    </nav>
  );
}
