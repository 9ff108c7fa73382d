import { expect, test } from "vitest";
import { KeySample, sharedKeys } from "./key-sample.ts";
import { KEY_SPACE, KeyTable } from "./key-table.ts";

test("a key is found whatever its letter case where names are compared, and to the letter where ids are", () => {
  const table = new KeyTable(4);
  table.add(KEY_SPACE.name, "Zoë.MÜLLER", 1);
  table.add(KEY_SPACE.email, "Ann@Example.com", 2);
  table.add(KEY_SPACE.personKey, "e-1041", 1);
  expect(table.find(KEY_SPACE.name, "zoë.müller")).toBe(1);
  // Composed or not, it is one name.
  expect(table.find(KEY_SPACE.name, "zoe\u0308.müller")).toBe(1);
  expect(table.find(KEY_SPACE.email, "ann@example.COM")).toBe(2);
  expect(table.find(KEY_SPACE.name, "ann@example.com")).toBe(0);
  expect(table.find(KEY_SPACE.personKey, "e-1041")).toBe(1);
  expect(table.find(KEY_SPACE.personKey, "E-1041")).toBe(0);
  expect(table.find(KEY_SPACE.name, "")).toBe(0);
});

test("half a million keys are all found, none of half a million others is, and flags gather", () => {
  const table = new KeyTable();
  for (let at = 0; at < 500_000; at += 1) table.add(KEY_SPACE.row, `key-${at}`, 1);
  expect(table.add(KEY_SPACE.row, "key-77", 2)).toBe(1);
  let [found, wrong] = [0, 0];
  for (let at = 0; at < 500_000; at += 1) {
    if (table.find(KEY_SPACE.row, `key-${at}`) > 0) found += 1;
    if (table.find(KEY_SPACE.row, `other-${at}`) > 0) wrong += 1;
  }
  expect([found, wrong, table.find(KEY_SPACE.row, "key-77")]).toEqual([500_000, 0, 3]);
});

test("samples tell within a tenth how much two lists have in common", () => {
  const list = (from: number, rows: number) => {
    const [table, sample] = [new KeyTable(), new KeySample()];
    for (let at = from; at < from + rows; at += 1) {
      table.add(KEY_SPACE.row, `id-${at}`, 1);
      sample.add(table.lastNumber);
    }
    return { sample: sample.values(), accounts: rows };
  };
  const one = list(0, 20_000);
  expect(sharedKeys(one, one)).toBe(20_000);
  expect(sharedKeys(one, list(20_000, 20_000))).toBe(0);
  for (const from of [5_000, 10_000, 15_000]) {
    const shared = sharedKeys(one, list(from, 20_000)) ?? 0;
    expect(Math.abs(shared - (20_000 - from))).toBeLessThan(2_000);
  }
  expect(sharedKeys(one, { sample: [], accounts: 0 })).toBe(null);
});
