import { expect, it } from "vitest";
import { atOnce } from "./at-once.ts";

it("runs no more than the limit at once, in the order of asking, and goes on after one failed", async () => {
  const lanes = atOnce(2);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const work = (at: number) =>
    lanes(async () => {
      running += 1;
      most = Math.max(most, running);
      order.push(at);
      await new Promise(setImmediate);
      running -= 1;
      if (at === 1) throw new Error("failed");
    });
  const ends = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(work));
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(1);
});
