import { cookies, headers } from "next/headers";
import { chosenWording, translatorOf } from "./chosen-wording";
import type { RequestWording } from "./wording";

/** The wording of the request that is being answered. */
export async function requestWording(): Promise<RequestWording> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return chosenWording((name) => jar.get(name)?.value, sent.get("accept-language"));
}

/** The wording for what is drawn on the server. */
export async function translator() {
  return translatorOf((await requestWording()).language);
}
