"use server";

import { refresh } from "next/cache";
import { cookies } from "next/headers";
import { z } from "zod";
import { INTERFACE_LANGUAGES } from "./interface-languages";
import { rememberInterfaceLanguage } from "./remember-interface-language";

/** Stores the interface language in this browser. */
export async function setInterfaceLanguage(form: FormData): Promise<void> {
  const language = z.enum(INTERFACE_LANGUAGES).safeParse(form.get("language"));
  if (!language.success) return;
  rememberInterfaceLanguage(await cookies(), language.data);
  refresh();
}
