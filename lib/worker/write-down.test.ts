import { describe, expect, it } from "vitest";
import { keepingLogger } from "#lib/runtime/testing.ts";
import { writeDown } from "./write-down.ts";

function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A table that refuses `poison`, and every write as long as codes are left in `away`. */
function table(away: string[] = []) {
  const rows: string[] = [];
  const write = async (facts: readonly string[]) => {
    const code = away.shift();
    if (code !== undefined) throw fault(code);
    if (facts.includes("poison")) throw fault("22021");
    rows.push(...facts);
  };
  return { rows, how: { write, reduce: () => "unknown", logger: keepingLogger() } };
}

describe("what was seen is written down", () => {
  it.each(["ECONNREFUSED", "CONNECTION_CLOSED", "57P01", "57P03", "53300", "08006", "25P03"])(
    "after a database that was away with %s came back",
    async (code) => {
      const { rows, how } = table([code]);
      await writeDown(["a", "b"], how);
      expect(rows).toEqual(["a", "b"]);
    },
  );

  it("also where one fact beside it cannot be kept, which then counts as unknown", async () => {
    const { rows, how } = table();
    await writeDown(["a", "poison", "b"], how);
    expect(rows).toEqual(["a", "unknown", "b"]);
  });

  it("or its failure is thrown: a fact that cannot be kept even in its least form is not dropped in silence", async () => {
    const { how } = table();
    await expect(writeDown(["poison"], { ...how, reduce: (fact) => fact })).rejects.toThrow("22021");
  });
});
