import { Document, HeadingLevel, type IRunOptions, Packer, Paragraph, TextRun } from "docx";
import type { ExportChoice, ExportedSession, ExportLine } from "#protocol/export";
import { type DocumentWords, gapSeconds, shownTexts } from "./document";
import { oneLine } from "./one-line";
import { placeText } from "./timestamp";

/** Half points. */
const SIZES = { facts: 18, original: 20, text: 24 };
const GREY = "5F6B6B";

/** A document to print: every line with its time and speaker, the original small above its translation. */
export function docx(session: ExportedSession, choice: ExportChoice, words: DocumentWords): Promise<Buffer> {
  const title = oneLine(words.title);
  const document = new Document({
    title,
    creator: "Interline",
    styles: { default: { document: { run: { font: "Calibri", size: SIZES.text } } } },
    sections: [
      {
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
          new Paragraph({ children: [grey(words.facts, SIZES.facts)], spacing: { after: 240 } }),
          ...session.lines.flatMap((line) => paragraphs(line, choice, words)),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function paragraphs(line: ExportLine, choice: ExportChoice, words: DocumentWords): Paragraph[] {
  const head = choice.times ? [grey(`${placeText(line.startMs)}  `, SIZES.facts)] : [];
  if (line.kind === "gap") {
    const gap = grey(`(${words.gap(gapSeconds(line))})`, SIZES.facts);
    return [new Paragraph({ children: [...head, gap], spacing: { before: 120, after: 120 } })];
  }
  if (choice.speakers && line.speaker)
    head.push(run(`${oneLine(line.speaker)}: `, { bold: true, size: SIZES.original }));
  const texts = shownTexts(line, choice);
  return texts.map(({ lang, text }, at) => {
    const rightToLeft = words.isRightToLeft(lang);
    const isLast = at === texts.length - 1;
    const look = { language: { value: lang }, rightToLeft, size: isLast ? SIZES.text : SIZES.original };
    const written = oneLine(text);
    const shown = written ? run(written, look) : grey(`(${words.notTranslated})`, SIZES.facts);
    return new Paragraph({
      children: at === 0 ? [...head, shown] : [shown],
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
