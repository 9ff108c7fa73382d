import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { openApi } from "../../support/closeout.ts";
import { identityOf, readCompany } from "../../support/demo-company.ts";

test("a demo that was ended and opened again has the same company, told once, and its systems are as they were", async () => {
  const api = await openApi(process.env["BASE_URL"] ?? "");
  const seen = await readCompany(api);
  expect(identityOf(seen)).toBe(readFileSync(join(process.env["CLOSEOUT_DATA"] ?? "", "seen.txt"), "utf8"));
  interface System {
    readonly id: string;
    readonly name: string;
    readonly lastCheckIso: string | null;
    readonly lastCheckOk: boolean | null;
  }
  const systems = async () => ((await api.get("/api/v1/systems")) as { rows: readonly System[] }).rows;
  const before = await systems();
  expect(before).toHaveLength(14);
  for (const [name, ok] of [
    ["Halden Directory", true],
    ["Tariff desk", false],
  ] as const) {
    const known = before.find((row) => row.name === name);
    await api.post(`/api/v1/systems/${known?.id}/check`, {});
    const newCheck = async () => {
      const now = (await systems()).find((row) => row.name === name);
      return now?.lastCheckIso === known?.lastCheckIso ? null : now?.lastCheckOk;
    };
    await expect.poll(newCheck, { timeout: 20_000 }).toBe(ok);
  }
});
