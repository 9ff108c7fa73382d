import { describe, expect, it } from "vitest";
import { parseDialect } from "./dialect.ts";
import { scimConnector } from "./index.ts";

const baseUrl = "https://crm.example.com/scim/v2";

describe("SCIM config", () => {
  it("accepts an address alone", () => {
    expect(scimConnector.parseConfig({ baseUrl })).toMatchObject({
      ok: true,
      config: { baseUrl, allowDelete: false, goneIs404: false },
    });
  });

  it.each([
    [{}, "baseUrl"],
    [{ baseUrl: "crm" }, "not a URL"],
    [{ baseUrl: "ftp://crm.example.com" }, "https://"],
    [{ baseUrl: "https://a:b@crm.example.com" }, "password"],
    [{ baseUrl: `${baseUrl}?x=1` }, "without ?"],
    [{ baseUrl, freshnessSeconds: -1 }, "freshnessSeconds"],
    [{ baseUrl, token: "secret" }, "token"],
    [{ baseUrl, pageSize: 0 }, "pageSize"],
  ])("refuses %j and names what is wrong", (raw, word) => {
    const parsed = scimConnector.parseConfig(raw);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? "" : parsed.problems.join(" ")).toContain(word);
  });

  it("tells the vendor's freshness in the connection's manifest", async () => {
    const config = { baseUrl, freshnessSeconds: 30 };
    const parsed = scimConnector.parseConfig(config);
    const connection = scimConnector.open({
      config: parsed.ok ? parsed.config : null,
      secrets: {},
      dialect: {},
      connectionsMax: 1,
    });
    expect(connection.manifest.layers.account?.freshness).toBe(30_000_000);
    await connection.close();
  });

  it("claims no layer that SCIM cannot show", () => {
    expect(Object.keys(scimConnector.manifest.layers)).toEqual(["account", "group"]);
  });
});

describe("stored dialect", () => {
  it.each([[{}], [{ search: null, or: "yes", maxResults: "many", memberFilter: "sure", caseExact: 1 }]])(
    "counts %j as unproven",
    (stored) => {
      expect(parseDialect(stored)).toMatchObject({
        search: { userName: "unproven", externalId: "unproven", "emails.value": "unproven" },
        or: false,
        caseExact: null,
        memberFilter: "unproven",
        maxResults: null,
        controlAccountId: null,
      });
    },
  );
});
