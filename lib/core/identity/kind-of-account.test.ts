import { describe, expect, test } from "vitest";
import { planGoal } from "../leaver/plan.ts";
import { kindOfAccount } from "./kind-of-account.ts";

const named = (userName: string) => kindOfAccount({ said: null, userName });

describe("what an account is", () => {
  test("what the target says stands, whatever the name looks like", () => {
    expect(kindOfAccount({ said: "human", userName: "svc-backup" })).toBe("human");
    expect(kindOfAccount({ said: "service", userName: "mia.berg" })).toBe("service");
  });

  test.each(["mia.berg", "mia.berg@example.com", "sabine", "botond.kiss", "apple.lee", "jobst", "syncha", "cia.lee"])(
    "%s is a human's",
    (name) => expect(named(name)).toBe("human"),
  );

  test.each([
    "svc-backup",
    "svc_crm@example.com",
    "ledger.bot",
    "api-2",
    "deploy",
    "admin",
    "root",
    "info@example.com",
  ])("%s is nobody knows whose", (name) => expect(named(name)).toBe("unknown"));

  test.each(["breakglass", "break-glass-1", "emergency.access"])("%s waits for a person", (name) => {
    const planned = planGoal("account", { kind: named(name), users: 1, relation: "personal" }, "leaving");
    expect(planned).toMatchObject({ kind: "goal", automatic: false });
  });
});
