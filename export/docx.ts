import { Document, HeadingLevel, type IRunOptions, Packer, Paragraph, TextRun } from "docx";
import type { ExportChoice, ExportedSession } from "#protocol/export";
import { sentenceSpace } from "#protocol/line-text";
import { type DocumentTexts, gapText } from "./document";
import { oneLine } from "./one-line";
import { placeText } from "./timestamp";
import { paragraphsOf, type Turn, turnsOf } from "./turns";

/** Half points. */
const SIZES = { facts: 18, original: 20, text: 24 };
const GREY = "5F6B6B";

/**
 * A document to print: a paragraph per turn with its time and speaker, the original in small letters above its
 * translation.
 */
export function docx(session: ExportedSession, choice: ExportChoice, texts: DocumentTexts): Promise<Buffer> {
  const title = oneLine(texts.title);
  const document = new Document({
    title,
    creator: "Interline",
    styles: { default: { document: { run: { font: "Calibri", size: SIZES.text } } } },
    sections: [
      {
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
          new Paragraph({ children: [grey(texts.facts, SIZES.facts)], spacing: { after: 240 } }),
          ...turnsOf(session.lines).flatMap((turn) => turnParagraphs(turn, choice, texts)),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function turnParagraphs(turn: Turn, choice: ExportChoice, texts: DocumentTexts): Paragraph[] {
  const { kind, first } = turn;
  const head = choice.times ? [grey(`${placeText(first.startMs)}  `, SIZES.facts)] : [];
  if (kind === "gap") {
    const gap = grey(gapText(first, texts), SIZES.facts);
    return [new Paragraph({ children: [...head, gap], spacing: { before: 120, after: 120 } })];
  }
  if (choice.speakers && first.speaker)
    head.push(run(`${oneLine(first.speaker)}: `, { bold: true, size: SIZES.original }));
  const shown = paragraphsOf(turn, choice);
  return shown.map(({ lang, sentences }, at) => {
    const rightToLeft = texts.isRightToLeft(lang);
    const isLast = at === shown.length - 1;
    const look = { language: { value: lang }, rightToLeft, size: isLast ? SIZES.text : SIZES.original };
    const runs = sentences.map((text, index) => {
      const space = index === 0 ? "" : sentenceSpace(lang);
      return text === null ? grey(`${space}(${texts.notTranslated})`, SIZES.facts) : run(space + text, look);
    });
    return new Paragraph({
      children: at === 0 ? [...head, ...runs] : runs,
      bidirectional: rightToLeft,
      keepNext: !isLast,
      spacing: { after: isLast ? 160 : 20 },
    });
  });
}

function grey(text: string, size: number): TextRun {
  return run(text, { color: GREY, size });
}

function run(text: string, look: IRunOptions): TextRun {
  return new TextRun({ ...look, text });
}
