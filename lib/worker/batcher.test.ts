import { expect, test } from "vitest";
import { Batcher, type BatcherOptions } from "./batcher.ts";

function runs(options: BatcherOptions) {
  const seen: number[][] = [];
  const open: (() => void)[] = [];
  const batcher = new Batcher<number, number>(async (asks) => {
    seen.push([...asks]);
    await new Promise<void>((resolve) => open.push(resolve));
    return asks.map((ask) => ask * 10);
  }, options);
  return { batcher, seen, open };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("what is asked in one turn goes in one run, and everybody gets their own answer", async () => {
  const { batcher, seen, open } = runs({ asksMax: 10, concurrency: 1 });
  const answers = Promise.all([1, 2, 3].map((ask) => batcher.ask(ask)));
  await turn();
  open[0]?.();
  expect(await answers).toEqual([10, 20, 30]);
  expect(seen).toEqual([[1, 2, 3]]);
});

test("while the allowed runs are under way all others wait and then go together, never more than fit", async () => {
  const { batcher, seen, open } = runs({ asksMax: 2, concurrency: 1 });
  const all = [batcher.ask(1)];
  await turn();
  all.push(batcher.ask(2), batcher.ask(3), batcher.ask(4));
  await turn();
  expect(seen).toEqual([[1]]);
  for (let at = 0; at < 3; at += 1) {
    open[at]?.();
    await turn();
    await turn();
  }
  expect(await Promise.all(all)).toEqual([10, 20, 30, 40]);
  expect(seen).toEqual([[1], [2, 3], [4]]);
});

test("with a quiet time, answers that arrive one after the other go in one run", async () => {
  const { batcher, seen, open } = runs({ asksMax: 10, concurrency: 1, quietMs: 20 });
  const all = [batcher.ask(1)];
  await turn();
  all.push(batcher.ask(2));
  await turn();
  all.push(batcher.ask(3));
  await expect.poll(() => seen).toEqual([[1, 2, 3]]);
  open[0]?.();
  expect(await Promise.all(all)).toEqual([10, 20, 30]);
});

test("where it is known who may still ask, a run waits for the last of them and no longer", async () => {
  let coming = 2;
  const { batcher, seen, open } = runs({ asksMax: 10, concurrency: 1, quietMs: 1_000, coming: () => coming });
  const all = [batcher.ask(1)];
  coming = 1;
  all.push(batcher.ask(2));
  await turn();
  expect(seen).toEqual([]);
  coming = 0;
  all.push(batcher.ask(3));
  expect(seen).toEqual([[1, 2, 3]]);
  open[0]?.();
  expect(await Promise.all(all)).toEqual([10, 20, 30]);
});

test("whoever is known to be coming and does not come holds a run up for six quiet times at most", async () => {
  const { batcher, seen, open } = runs({ asksMax: 10, concurrency: 1, quietMs: 5, coming: () => 1 });
  const answer = batcher.ask(1);
  await expect.poll(() => seen).toEqual([[1]]);
  open[0]?.();
  expect(await answer).toBe(10);
});

test("a run that fails fails its callers alone", async () => {
  let runsMade = 0;
  const batcher = new Batcher<number, number>(
    async (asks) => {
      runsMade += 1;
      if (runsMade === 1) throw new Error("the database is away");
      return asks;
    },
    { asksMax: 10, concurrency: 1 },
  );
  await expect(batcher.ask(1)).rejects.toThrow("the database is away");
  expect(await batcher.ask(2)).toBe(2);
});
