import { describe, expect, it } from "vitest";
import type { Connection, Connector, Manifest } from "./contract.ts";
import { registry } from "./registry.ts";

const manifest: Manifest = {
  id: "half",
  name: "Half a connector",
  version: "1",
  layers: { account: { act: true, observe: true, freshness: 0 } },
  seenAgainst: [],
};

const whole: Connection = {
  manifest,
  check: () => Promise.reject(new Error("nothing is called at start")),
  findAccounts: () => Promise.reject(new Error("nothing is called at start")),
  revoke: () => Promise.reject(new Error("nothing is called at start")),
  observe: () => Promise.reject(new Error("nothing is called at start")),
  close: () => Promise.resolve(),
};

const connector = (connection: Connection): Connector => ({
  manifest: connection.manifest,
  form: { settings: [], secrets: [] },
  parseConfig: (config) => ({ ok: true, config }),
  open: () => connection,
});

describe("connector registry", () => {
  it("starts with the connectors of the product, each doing what its manifest promises", () => {
    expect(registry().find("scim")?.manifest.name).toBe("SCIM 2.0");
    expect(registry().find("nothing")).toBeNull();
  });

  it.each(["slack", "atlassian", "salesforce", "zoom", "pagerduty"])(
    "knows %s, and says that no vendor has seen it",
    (id) => {
      const connector = registry().find(id);
      expect(connector?.manifest.seenAgainst).toContain("not yet seen against the vendor");
      expect(connector?.form.secrets.some(({ required }) => required)).toBe(true);
    },
  );

  it("starts with a connector that has what it promises, without calling it", () => {
    expect(registry([{ connector: connector(whole), sampleConfig: {} }]).manifests).toEqual([manifest]);
  });

  it("refuses to start when a promised look does not exist", () => {
    const { observe: _, ...blind } = whole;
    expect(() => registry([{ connector: connector(blind), sampleConfig: {} }])).toThrow(
      "observe is in the manifest but missing",
    );
  });

  it("refuses to start when a method is there that the manifest does not promise", () => {
    const layers = { account: { act: false, observe: true, freshness: 0 } };
    const eager = { ...whole, manifest: { ...manifest, layers } };
    expect(() => registry([{ connector: connector(eager), sampleConfig: {} }])).toThrow(
      "revoke is there but not in the manifest",
    );
  });

  it("refuses two connectors under one id", () => {
    const entry = { connector: connector(whole), sampleConfig: {} };
    expect(() => registry([entry, entry])).toThrow('Two connectors are called "half"');
  });
});
