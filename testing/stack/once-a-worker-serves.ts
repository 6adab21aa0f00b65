import { eventually } from "../eventually";

/** Repeats a request while no worker is announced: on a busy machine an announcement can expire before it is renewed. */
export async function onceAWorkerServes<A extends object | null>(ask: () => Promise<A>): Promise<A> {
  const { answer } = await eventually("a worker is announced", async () => {
    const answer = await ask();
    return kindOf(answer) !== "no-capacity" && { answer };
  });
  return answer;
}

function kindOf(answer: object | null): string | undefined {
  return (answer as { refusal?: { kind: string } } | null)?.refusal?.kind;
}
