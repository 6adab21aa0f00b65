"use server";

import { refresh } from "next/cache";
import { cookies } from "next/headers";
import { z } from "zod";
import { INTERFACE_LANGUAGES, LANGUAGE_COOKIE } from "./wording";

const YEAR_S = 365 * 24 * 3_600;

/** Remembers the language of the interface in this browser. */
export async function setInterfaceLanguage(form: FormData): Promise<void> {
  const language = z.enum(INTERFACE_LANGUAGES).safeParse(form.get("language"));
  if (!language.success) return;
  (await cookies()).set(LANGUAGE_COOKIE, language.data, { path: "/", maxAge: YEAR_S, sameSite: "lax", httpOnly: true });
  refresh();
}
