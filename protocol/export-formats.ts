/** Separate from the schema, since the page of readers lists the formats and loads no zod. */
export const EXPORT_FORMATS = ["txt", "srt", "vtt", "docx", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
