import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection, Target } from "../../contract.ts";
import { manifestProblems } from "../../registry.ts";
import { endEverything } from "../../testing/opened.ts";
import { shownAfter } from "../../testing/shown.ts";
import { asAdmin, INSTANCE, makeGroup, makeUser, open, SECRETS, STORE, target, why } from "./testing/store.ts";

const signal = new AbortController().signal;
const SET = "arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef";
let connection: Required<Connection>;

const account = (id: string): Target => ({ layer: "account", accountNativeId: id, nativeKey: id });

function assign(PrincipalType: "USER" | "GROUP", PrincipalId: string): Promise<string> {
  const place = { InstanceArn: INSTANCE, TargetId: "123456789012", TargetType: "AWS_ACCOUNT", PermissionSetArn: SET };
  return asAdmin("SWBExternalService.CreateAccountAssignment", { ...place, PrincipalType, PrincipalId });
}

if (!target.runs) describe("moto", () => it.skip(`could not be started: ${why}`));

describe.runIf(target.runs)("Identity Center as moto has it", () => {
  beforeAll(() => {
    connection = open();
  });
  afterAll(() => connection?.close());

  it("ends memberships and assignments and sees them gone, twice, and nobody else's", async () => {
    const [mia, leo] = [await makeUser("mia"), await makeUser("leo-beside")];
    const group = await makeGroup("payments", mia, leo);
    await assign("USER", mia);
    await assign("USER", leo);
    expect(manifestProblems(connection)).toEqual([]);
    const listed = await connection.listAccess([mia], signal);
    expect(listed).toMatchObject({ complete: true, failure: null });
    expect(await endEverything(connection, listed.rows, signal)).toEqual({
      [`group:${group}`]: ["accepted", "absent", "already_absent", "absent"],
      [`assignment:123456789012/${mia}/${SET}`]: ["accepted", "absent", "already_absent", "absent"],
    });
    expect((await connection.listAccess([leo], signal)).rows).toHaveLength(2);
  });
  it("a user cannot be disabled by this API: nothing is sent, and deleting needs a decision", async () => {
    const ida = await makeUser("ida");
    const done = await connection.revoke(account(ida), "disabled", signal);
    expect(done).toMatchObject({ outcome: { kind: "unsupported" }, exchanges: [] });
    const deleting = open({ closeBy: "delete" });
    const gone = await deleting.revoke(account(ida), "absent", signal);
    const look = await deleting.observe(account(ida), signal);
    expect(shownAfter("account", "absent", [gone, look])).toBe("verified_removed");
    await deleting.close();
  });
  it("an empty answer to the deletion of somebody who never was counts for nothing", async () => {
    const nobody = { IdentityStoreId: STORE, UserId: "00000000-0000-4000-8000-000000000000" };
    expect(await asAdmin("AWSIdentityStore.DeleteUser", nobody)).toBe("undefined");
    const deleting = open({ closeBy: "delete" });
    const done = await deleting.revoke(account(nobody.UserId), "absent", signal);
    expect(done.outcome.kind).toBe("already_absent");
    await deleting.close();
  });
  it("opened to read alone it asks, and deletes nothing; no secret is kept", async () => {
    const eva = await makeUser("eva");
    const reading = open({ closeBy: "delete" }, { readOnly: true });
    const kept = [await reading.check(signal), await reading.listAccess([eva], signal)];
    expect(kept[1]).toMatchObject({ complete: true });
    await expect(reading.revoke(account(eva), "absent", signal)).rejects.toThrow("was not sent");
    expect(JSON.stringify(kept)).not.toContain(SECRETS.secretAccessKey);
    await reading.close();
  });
});
