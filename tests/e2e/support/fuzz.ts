import fc from "fast-check";
import { routes } from "#testing/entry-points";
import { replyTo } from "#testing/network/raw-request";

const SEED = 20_261_129;
const REQUESTS = 250;
const AT_ONCE = 6;
/** Another host than the one at which the server listens. */
const HOST = "interline.example";

/** Each of these broke a page once. */
const KNOWN = ["/sessions?q=%00", "/sessions?tag=%00", "/sessions?days=dates&to=0000-01-01"];

/** Names of query parameters, known and unknown ones. */
const NAMES =
  "second layout lines size background q code lang state tag days from to sort before token error step format original times speakers callbackURL __proto__ constructor a[b]".split(
    " ",
  );
const ODD =
  "%00 % %FF %C0%AF %E0%A4 %ED%A0%80 .. %2e%2e%2f %2F [id] %5Bid%5D __proto__ 0 -1 1e999 0000-01-01 9999-12-31 dates \xff %F0%9F%98%80 json srt".split(
    " ",
  );
const LONG = ["a".repeat(5_000), `999999999999999_${"a".repeat(22)}`, "A".repeat(22), "A".repeat(32)];

const latin = fc.string({ unit: fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code)) });
const piece = fc.oneof(
  fc.constantFrom(...ODD, ...LONG),
  latin.map((text) => text.replace(/[?#/\\]/g, "")),
  fc.string({ unit: "binary", maxLength: 20 }).map((text) => encodeURIComponent(text)),
);
const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), piece), piece), { maxLength: 5 });
const asked = fc.record({
  method: fc.constantFrom("GET", "GET", "GET", "HEAD", "POST"),
  route: fc.constantFrom(...routes(), "/no-such-page", "/sessions/", "//sessions", "/live"),
  parameters: fc.infiniteStream(piece),
  query,
});

export type Fault = { readonly address: string; readonly status: number | undefined; readonly location?: string };

/**
 * Sends random queries and paths to every page and route, the same in every run.
 * @returns answers with a server error or with a redirect to another host
 */
export async function fuzzRoutes(url: string, cookie: string): Promise<Fault[]> {
  const port = Number(new URL(url).port);
  const waiting = [
    ...KNOWN.map((address) => ({ method: "GET", address })),
    ...fc.sample(asked, { seed: SEED, numRuns: REQUESTS }).map(({ method, route, parameters, query: pairs }) => {
      const path = route.replace(/\[[^\]]+\]/g, () => parameters.next().value || "-");
      return { method, address: `${path}?${pairs.map((pair) => pair.join("=")).join("&")}` };
    }),
  ];
  const faults: Fault[] = [];
  const ask = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { method, address } = next;
      const { status = 0, headers } = await replyTo(port, method, address, { host: HOST, cookie });
      const { location } = headers;
      const isForeign = location !== undefined && new URL(location, `http://${HOST}`).host !== HOST;
      if (status === 0 || status >= 500 || isForeign)
        faults.push({ address: `${method} ${address}`, status, ...(location && { location }) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return faults;
}
