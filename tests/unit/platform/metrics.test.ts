import { expect, test, vi } from "vitest";

test("the metrics have every outcome of exports and join codes before it happens, as 0", async () => {
  // Other tests of this process count too.
  vi.resetModules();
  const { metrics } = await import("#platform/metrics");
  const text = await metrics.metrics();
  for (const [name, outcomes] of [
    ["exports", ["made", "cancelled", "failed", "refused"]],
    ["join_codes", ["right", "wrong", "refused"]],
  ] as const)
    for (const outcome of outcomes) expect(text).toContain(`interline_${name}_total{outcome="${outcome}"} 0\n`);
});
