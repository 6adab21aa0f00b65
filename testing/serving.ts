import { eventually } from "./eventually";

/** Asks again while no worker offers itself: on a busy machine an offer can lapse before it is renewed. */
export async function onceSomebodyServes<A extends object | null>(ask: () => Promise<A>): Promise<A> {
  const { answer } = await eventually("a worker offers itself", async () => {
    const answer = await ask();
    return kindOf(answer) !== "no-capacity" && { answer };
  });
  return answer;
}

function kindOf(answer: object | null): string | undefined {
  return (answer as { refusal?: { kind: string } } | null)?.refusal?.kind;
}
