import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { calmed } from "./calm.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first is told at once, a burst after it once, and nothing that came last is lost", () => {
  const act = vi.fn();
  const { ask } = calmed(act, 1000);
  ask();
  expect(act).toHaveBeenCalledTimes(1);
  for (let at = 0; at < 50; at += 1) ask();
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5000);
  expect(act).toHaveBeenCalledTimes(2);
  ask();
  expect(act).toHaveBeenCalledTimes(3);
});

test("once stopped, nothing more is told", () => {
  const act = vi.fn();
  const { ask, stop } = calmed(act, 1000);
  ask();
  ask();
  stop();
  vi.advanceTimersByTime(5000);
  expect(act).toHaveBeenCalledTimes(1);
});
