import { cookies, headers } from "next/headers";
import { chosenWording, translatorOf } from "./chosen-wording";
import type { RequestWording } from "./wording";

/** The interface language and time zone of the current request. */
export async function requestWording(): Promise<RequestWording> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return chosenWording((name) => jar.get(name)?.value, sent.get("accept-language"));
}

/** The translator for server components. */
export async function translator() {
  return translatorOf((await requestWording()).language);
}
