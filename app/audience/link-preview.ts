import { accountSettings } from "#access/account-settings";
import { siteAddress } from "../address/site-address";
import type { ReaderLanguage } from "../wording/readers/reader-languages";
import { READER_WORDING } from "../wording/readers/reader-wording";

/** The picture of a link's preview, in `public/`; its size in pixels. */
const PICTURE = { path: siteAddress("/preview.png"), width: 1_200, height: 630 } as const;

/**
 * The tags by which a messenger shows a link, as property and content. They are the same for every link, valid or not: they
 * tell nothing of a session. A messenger that loads the page opens no socket, so it counts as no view.
 * @param host of the request; the picture needs a whole address
 */
export function linkPreview(
  language: ReaderLanguage,
  host: string | undefined,
): readonly (readonly [string, string])[] {
  const origin = accountSettings().publicUrl ?? `http://${host}`;
  const picture = URL.canParse(PICTURE.path, origin) ? [["og:image", new URL(PICTURE.path, origin).href] as const] : [];
  return [
    ["og:type", "website"],
    ["og:site_name", "Interline"],
    ["og:title", READER_WORDING[language].audience.untitled],
    ...picture,
    ["og:image:width", String(PICTURE.width)],
    ["og:image:height", String(PICTURE.height)],
    ["twitter:card", "summary_large_image"],
  ];
}
