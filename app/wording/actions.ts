"use server";

import { refresh } from "next/cache";
import { cookies } from "next/headers";
import { z } from "zod";
import { rememberInterfaceLanguage } from "./remember-interface-language";
import { INTERFACE_LANGUAGES } from "./wording";

/** Remembers the language of the interface in this browser. */
export async function setInterfaceLanguage(form: FormData): Promise<void> {
  const language = z.enum(INTERFACE_LANGUAGES).safeParse(form.get("language"));
  if (!language.success) return;
  rememberInterfaceLanguage(await cookies(), language.data);
  refresh();
}
