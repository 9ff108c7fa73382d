import { expect, test } from "vitest";
import { newId } from "./ids.ts";

test("ids are UUID v7, never repeat and ascend within a process", () => {
  const ids = Array.from({ length: 20_000 }, newId);
  for (const id of ids.slice(0, 100))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});

test("the time of an id is the time it was made", () => {
  const before = Date.now();
  const millis = Number.parseInt(newId().replaceAll("-", "").slice(0, 12), 16);
  expect(millis).toBeGreaterThanOrEqual(before);
  expect(millis).toBeLessThanOrEqual(Date.now() + 1000);
});
