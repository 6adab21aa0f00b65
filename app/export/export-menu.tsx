"use client";

import { useTranslations } from "use-intl/react";
import { Glyph } from "../frame/glyph";
import { MenuBox } from "../frame/menu-box";
import { ExportForm, type ExportFormProps } from "./export-form";

/** A button that opens the export form. */
export function ExportMenu(props: ExportFormProps) {
  const t = useTranslations("export");
  return (
    <MenuBox
      look="btn"
      className="export"
      label={
        <>
          <Glyph name="export" />
          {t("export")}
        </>
      }
    >
      <ExportForm {...props} />
    </MenuBox>
  );
}
