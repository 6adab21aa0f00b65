import { ListLinksRequest } from "#protocol/requests";
import { listLinks } from "#store/links/share-links";
import { answering } from "../answer";
import { toLinkView } from "./link-view";

/** Lists the links of a session, with the number of their readers now and the address that they begin with. */
export const onListLinks = answering("link:list", ListLinksRequest, async (gateway, _socket, { sessionId }) => {
  await gateway.views.flush();
  const [found, readers] = await Promise.all([listLinks(sessionId), gateway.audience.readersOf(sessionId)]);
  const shown = found.map((link) => toLinkView(link, readers.links[link.id] ?? 0, gateway.secret));
  return { ok: true, links: shown, address: gateway.address() };
});
