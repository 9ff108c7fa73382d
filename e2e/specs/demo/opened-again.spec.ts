import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { openApi } from "../../support/closeout.ts";
import { identityOf, readCompany } from "../../support/demo-company.ts";

test("a demo that was ended and opened again has the same company, told once, and its systems are as they were", async () => {
  const api = await openApi(process.env["BASE_URL"] ?? "");
  const seen = await readCompany(api);
  expect(identityOf(seen)).toBe(readFileSync(join(process.env["CLOSEOUT_DATA"] ?? "", "seen.txt"), "utf8"));
  const { rows } = (await api.get("/api/v1/systems")) as { rows: readonly { id: string; name: string }[] };
  expect(rows).toHaveLength(14);
  const checkOf = async (name: string) => {
    const { id } = rows.find((row) => row.name === name) ?? { id: "" };
    await api.post(`/api/v1/systems/${id}/check`, {});
    const before = Date.now();
    const lastCheck = async () => {
      const { system } = (await api.get(`/api/v1/systems/${id}`)) as {
        system: { lastCheckIso: string | null; lastCheckOk: boolean };
      };
      return Date.parse(system.lastCheckIso ?? "") > before - 5_000 ? system.lastCheckOk : null;
    };
    await expect.poll(lastCheck, { timeout: 20_000 }).not.toBeNull();
    return lastCheck();
  };
  expect(await checkOf("Halden Directory")).toBe(true);
  expect(await checkOf("Tariff desk")).toBe(false);
});
