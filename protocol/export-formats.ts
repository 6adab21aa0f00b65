/** Apart from the schema: a reader's page lists them, and loads no zod. */
export const EXPORT_FORMATS = ["txt", "srt", "vtt", "docx", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
