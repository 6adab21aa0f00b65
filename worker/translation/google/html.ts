import { decode } from "html-entities";
import type { Part } from "../term-parts";

/** What Google leaves as it is (https://docs.cloud.google.com/translate/troubleshooting). */
const KEPT = ['<span translate="no">', "</span>"] as const;

/** Every character that a person wrote as `<` or `&` is escaped: what is left like this is Google's or ours. */
const TAG = /(<\/?[a-z][^<>]*>)/i;
const KEEPS = /^<span\b[^>]*\btranslate\s*=\s*["']?no\b/i;

const LETTER_LAST = /[\p{L}\p{M}\p{N}]$/u;
const LETTER_FIRST = /^[\p{L}\p{N}]/u;
const OPENS = /[\s([{¿¡"'“‘«]$/;
const CLOSES = /^[\s.,;:!?…)\]}"'”’»]/;

/** Languages that write words together, or put their endings, particles and prepositions onto a name. */
const JOINS = /^(zh|yue|ja|th|lo|km|my|bo|dz|ko|tr|az|kk|ky|uz|tk|ug|tt|fi|et|hu|eu|ka|mn|ar|iw|he|fa|ur|ps|ckb)\b/;

/** As HTML: no translator changes a term in it, and nothing that a person wrote is a tag. */
export function toHtml(parts: readonly Part[]): string {
  return parts.map(({ text, isTerm }) => (isTerm ? KEPT.join(escaped(text)) : escaped(text))).join("");
}

/**
 * What came back for `toHtml(source)`, plain, with spaces at the terms' edges as text has them: engines lose some, and put
 * some within the span. A term that did not come back, or whose span broke, is what stands there without tags.
 * @param to Google's own tag of the language
 */
export function fromHtml(html: string, source: readonly Part[], to: string): string {
  const edges = edgesOf(source);
  let written = "";
  let open: Edge = { moved: false, neighbour: "" };
  let afterTerm = false;
  for (const { text, isTerm } of readParts(html)) {
    const own = isTerm ? text.trim() : text;
    if (own === "") continue;
    const { before, after } = (isTerm && edges.get(own)?.shift()) || { before: "", after: "" };
    const left = { moved: isTerm && /^\s/.test(text), neighbour: before };
    if (afterTerm) written = joined(written, own, { ...open, moved: open.moved || left.moved }, to);
    else written = isTerm ? joined(written, own, left, to) : written + own;
    afterTerm = isTerm;
    open = { moved: isTerm && /\s$/.test(text), neighbour: after };
  }
  return written;
}

/** Where a term meets the text beside it: a space that stood within the span, and what stood there in the source. */
type Edge = { readonly moved: boolean; readonly neighbour: string };

function joined(left: string, right: string, { moved, neighbour }: Edge, to: string): string {
  if (left === "") return right;
  if (neighbour !== "" && !/\s/.test(neighbour)) {
    if (/^\s+[.,…)\]}]/.test(right)) return left + right.trimStart();
    if (/[([{]\s+$/.test(left)) return left.trimEnd() + right;
  }
  const meet = LETTER_LAST.test(left) && LETTER_FIRST.test(right);
  const lost = meet && !JOINS.test(to) && !/[\p{L}\p{M}\p{N}]/u.test(neighbour);
  const free = moved && !OPENS.test(left) && !CLOSES.test(right);
  return lost || free ? `${left} ${right}` : left + right;
}

/** The characters beside each term of the source, by term, in order. */
function edgesOf(source: readonly Part[]): Map<string, { before: string; after: string }[]> {
  const edges = new Map<string, { before: string; after: string }[]>();
  for (const [index, { text, isTerm }] of source.entries()) {
    if (!isTerm) continue;
    const [before = ""] = /.$/su.exec(source[index - 1]?.text ?? "") ?? [];
    const [after = ""] = /^./su.exec(source[index + 1]?.text ?? "") ?? [];
    const edge = { before, after };
    edges.set(text, [...(edges.get(text) ?? []), edge]);
  }
  return edges;
}

/** What is within the spans that keep it, and what is not. One that never ends keeps nothing. */
function readParts(html: string): Part[] {
  const parts: Part[] = [];
  let [outside, kept, depth] = ["", "", 0];
  for (const [index, piece] of html.split(TAG).entries()) {
    const isTag = index % 2 === 1;
    if (!isTag && depth === 0) outside += piece;
    else if (!isTag) kept += piece;
    else if (depth === 0 && KEEPS.test(piece)) {
      parts.push({ text: plain(outside), isTerm: false });
      [outside, kept, depth] = ["", "", 1];
    } else if (depth > 0 && /^<span\b/i.test(piece)) depth += 1;
    else if (depth > 0 && /^<\/span\b/i.test(piece)) {
      depth -= 1;
      if (depth === 0) parts.push({ text: plain(kept), isTerm: true });
    }
  }
  return [...parts, { text: plain(depth > 0 ? kept : outside), isTerm: false }];
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function plain(html: string): string {
  return decode(html, { level: "html5", scope: "strict" });
}
