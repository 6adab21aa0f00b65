/** The part of W3C's WebVTT parser that the tests use. */
declare module "webvtt-parser" {
  type Node = { type: string; name?: string; value?: string; children?: Node[] };
  export class WebVTTParser {
    constructor(entities: Readonly<Record<string, string>>);
    parse(
      text: string,
      mode: string,
    ): { cues: { startTime: number; endTime: number; tree: Node }[]; errors: unknown[] };
  }
}
