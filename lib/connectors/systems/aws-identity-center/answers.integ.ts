import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connection } from "../../contract.ts";
import { opened } from "../../testing/opened.ts";
import { startVendor, type Vendor } from "../../testing/servers/vendor.ts";
import { awsIdentityCenterConnector } from "./index.ts";

const signal = new AbortController().signal;
const STORE = "d-0123456789";
const MIA = "u-mia";
const SET = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
let server: Vendor;
let connection: Required<Connection>;

const assigned = (PrincipalId: string) => ({
  AccountId: "123456789012",
  PermissionSetArn: SET,
  PrincipalId,
  PrincipalType: "USER",
});

/** A store that answers for everybody, whoever is asked for, as a service does that does not look at it. */
beforeEach(async () => {
  const user = (UserId: string, ...Ids: string[]) => ({
    IdentityStoreId: STORE,
    UserId,
    UserName: UserId,
    ExternalIds: Ids.map((Id) => ({ Issuer: "hr", Id })),
  });
  server = await startVendor(
    {
      "POST /": ({ body }) =>
        body.includes("PrincipalId")
          ? { status: 200, json: { AccountAssignments: [assigned(MIA), assigned("u-leo")] } }
          : {
              status: 200,
              json: { Users: [user(MIA, "old-1", "E-1041"), user("u-leo", "E-2")], GroupMemberships: [] },
            },
    },
    () => ({ status: 404, json: {} }),
  );
  const config = { region: "us-east-1", identityStoreId: STORE, instanceArn: "arn:aws:sso:::instance/ssoins-1" };
  connection = opened(
    awsIdentityCenterConnector,
    { ...config, storeUrl: server.origin, adminUrl: server.origin },
    { accessKeyId: "AKIATEST", secretAccessKey: "secret-access-key" },
  );
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

test("an assignment of somebody else in the answer makes it none: it is not listed as theirs, and not ended", async () => {
  const { rows, complete } = await connection.listAccess([MIA], signal);
  expect([complete, rows.map(({ nativeKey }) => nativeKey)]).toEqual([
    false,
    [`assignment:123456789012/${MIA}/${SET}`],
  ]);
  const others = {
    layer: "entitlement",
    accountNativeId: MIA,
    nativeKey: `assignment:123456789012/u-leo/${SET}`,
  } as const;
  const done = await connection.revoke(others, "absent", signal);
  expect([done.outcome.kind, done.exchanges.length]).toEqual(["unknown", 1]);
  expect((await connection.observe(others, signal)).presence).toBe("unknown");
});

test("whoever is known by the second of several external ids is found", async () => {
  const found = await connection.findAccounts({ userNames: [], emails: [], externalIds: ["E-1041"] }, signal);
  expect(found).toMatchObject({ complete: true, rows: [{ nativeId: MIA, externalId: "E-1041" }] });
});
