import { afterAll, vi } from "vitest";

/** Unit test files share a process: no file leaves fake timers to the next one. */
afterAll(() => void vi.useRealTimers());
