import { describe, expect, test } from "vitest";
import { ACTIONS, isPermitted, ROLES, rowScope } from "./permissions.ts";

const WRITES_OF_AN_AUDITOR = ["audit_note:write"];
const READING = /:(read|read_class|export|draw)$/;

describe("permissions", () => {
  test("an auditor reads, draws and exports, and writes notes alone", () => {
    const granted = ACTIONS.filter((action) => isPermitted("auditor", action));
    expect(granted.filter((action) => !READING.test(action))).toEqual(WRITES_OF_AN_AUDITOR);
    expect(granted).toContain("evidence:export");
  });

  test("no person's role may run steps or record an inventory: only the worker does", () => {
    for (const role of ROLES) {
      expect(isPermitted(role, "step:run")).toBe(false);
      expect(isPermitted(role, "inventory:record")).toBe(false);
    }
    expect(isPermitted("worker", "step:run")).toBe(true);
  });

  test("the worker can neither approve, nor hand out access to Closeout, nor change systems, policy or secrets", () => {
    for (const action of [
      "exception:approve",
      "token:create",
      "user:write",
      "system:write",
      "system:switch_acting",
      "policy:write",
      "secret:write",
      "source:release",
      "listing:release",
      "leaver:cancel",
      "hold:order",
    ] as const) {
      expect(isPermitted("worker", action), action).toBe(false);
    }
  });

  test("an owner reads, claims, attests and asks for exceptions, and neither dispatches nor closes", () => {
    for (const action of ["leaver:read", "step:claim", "attestation:record", "exception:request"] as const) {
      expect(isPermitted("owner", action), action).toBe(true);
    }
    for (const action of ["leaver:dispatch", "leaver:close", "leaver:read_class", "exception:approve"] as const) {
      expect(isPermitted("owner", action), action).toBe(false);
    }
  });

  test("only administrators approve exceptions, create tokens and switch acting on", () => {
    for (const action of ["exception:approve", "token:create", "system:switch_acting", "user:write"] as const) {
      expect(ROLES.filter((role) => isPermitted(role, action))).toEqual(["administrator"]);
    }
  });

  test("only an owner's rows are narrowed to their systems", () => {
    expect(rowScope("owner")).toBe("own_systems");
    for (const role of ["administrator", "analyst", "auditor", "worker"] as const) {
      expect(rowScope(role)).toBe("everything");
    }
  });
});
