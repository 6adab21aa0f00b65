import { decode } from "html-entities";
import type { Part } from "../term-parts";

/** A tag whose content Google does not translate (https://docs.cloud.google.com/translate/troubleshooting). */
const KEPT = ['<span translate="no">', "</span>"] as const;

/** A tag of Google's or of this file. Each `<` and `&` of the text itself is escaped. */
const TAG = /(<\/?[a-z][^<>]*>)/i;
const KEEPS = /^<span\b[^>]*\btranslate\s*=\s*["']?no\b/i;

const LETTER_LAST = /[\p{L}\p{M}\p{N}]$/u;
const LETTER_FIRST = /^[\p{L}\p{N}]/u;
const OPENS = /[\s([{¿¡"'“‘«]$/;
const CLOSES = /^[\s.,;:!?…)\]}"'”’»]/;

/** Languages that join words, or attach endings, particles and prepositions to a name. */
const JOINS = /^(zh|yue|ja|th|lo|km|my|bo|dz|ko|tr|az|kk|ky|uz|tk|ug|tt|fi|et|hu|eu|ka|mn|ar|iw|he|fa|ur|ps|ckb)\b/;

/** Writes a text as HTML in which terms are protected from translation and the text's own tags are escaped. */
export function toHtml(parts: readonly Part[]): string {
  return parts.map(({ text, isTerm }) => (isTerm ? KEPT.join(escaped(text)) : escaped(text))).join("");
}

/**
 * Reads the translation of `toHtml(source)` as plain text. Restores the spaces around terms, which engines lose or move into
 * the span. A term whose span is missing or broken stays as the engine wrote it.
 * @param to Google's tag of the target language
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

/** An edge of a term: whether a space was within the span, and the neighbouring character in the source. */
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

/** The neighbouring characters of each term of the source, by term, in order. */
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

/** Divides HTML into protected spans and other text. A span without an end protects nothing. */
function readParts(html: string): Part[] {
  const parts: Part[] = [];
  let [outside, kept, depth] = ["", "", 0];
  for (const [index, token] of html.split(TAG).entries()) {
    const isTag = index % 2 === 1;
    if (!isTag && depth === 0) outside += token;
    else if (!isTag) kept += token;
    else if (depth === 0 && KEEPS.test(token)) {
      parts.push({ text: plain(outside), isTerm: false });
      [outside, kept, depth] = ["", "", 1];
    } else if (depth > 0 && /^<span\b/i.test(token)) depth += 1;
    else if (depth > 0 && /^<\/span\b/i.test(token)) {
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
