import { afterAll, vi } from "vitest";

/** Unit test files share a process: none leaves its clock to the next one. */
afterAll(() => void vi.useRealTimers());
