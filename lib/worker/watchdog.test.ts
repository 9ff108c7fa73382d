import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Watchdog } from "./watchdog.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("a call that never comes back is noticed; one that does, and a long quiet, are not", async () => {
  const stalls: number[] = [];
  const watchdog = new Watchdog((forMs) => void stalls.push(forMs));
  await watchdog.watch(async () => "answered");
  await vi.advanceTimersByTimeAsync(600_000);
  expect(stalls).toEqual([]);
  void watchdog.watch(() => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(44_000);
  expect(stalls).toEqual([]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(stalls.length).toBeGreaterThan(0);
  watchdog.stop();
});
