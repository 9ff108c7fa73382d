import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection, Target } from "../../contract.ts";
import { manifestProblems } from "../../registry.ts";
import { endEverything } from "../../testing/opened.ts";
import { shownAfter } from "../../testing/shown.ts";
import { denyOlder } from "./deny.ts";
import { asAdmin, besides, MOTO, makeGroup, makeUser, open, SECRETS, target, textIn, why } from "./testing/iam.ts";

const signal = new AbortController().signal;
const services = new Map<string, string>();
const REPORT_ONLY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}';
const CERTIFICATE = "-----BEGIN CERTIFICATE-----\ntest\n-----END CERTIFICATE-----";
let baseUrl = "";
let connection: Required<Connection>;
let close = () => undefined as unknown;

const account = (id: string): Target => ({ layer: "account", accountNativeId: id, nativeKey: id });
const sessions = (id: string): Target => ({ layer: "session", accountNativeId: id, nativeKey: "sessions:all" });

if (!target.runs) describe("moto", () => it.skip(`could not be started: ${why}`));

describe.runIf(target.runs)("IAM as moto has it", () => {
  beforeAll(async () => {
    const before = await besides(services);
    ({ baseUrl, close } = before);
    connection = open(baseUrl);
  });
  afterAll(async () => {
    await connection?.close();
    close();
  });
  everything();
  accounts();
  sessionsOf();
  credentials();
});

function everything(): void {
  it("every access of a user is ended and seen ended, twice; what comes through a group says so", async () => {
    const mia = await makeUser("mia", { email: "mia@acme.example" });
    const UserName = "mia";
    const made = await asAdmin("CreateAccessKey", { UserName });
    const key = textIn(made, "CreateAccessKeyResult", "AccessKey", "AccessKeyId");
    await asAdmin("CreateLoginProfile", { UserName, Password: "Test-password-of-mia-1" });
    const device = await asAdmin("CreateVirtualMFADevice", { VirtualMFADeviceName: "phone" });
    const SerialNumber = textIn(device, "CreateVirtualMFADeviceResult", "VirtualMFADevice", "SerialNumber");
    await asAdmin("EnableMFADevice", {
      UserName,
      SerialNumber,
      AuthenticationCode1: "123456",
      AuthenticationCode2: "654321",
    });
    const ssh = await asAdmin("UploadSSHPublicKey", { UserName, SSHPublicKeyBody: "ssh-rsa AAAA" });
    const sshId = textIn(ssh, "UploadSSHPublicKeyResult", "SSHPublicKey", "SSHPublicKeyId");
    const paper = await asAdmin("UploadSigningCertificate", { UserName, CertificateBody: CERTIFICATE }).catch(
      () => null,
    );
    services.set(UserName, "ACCA1 Active");
    const group = await makeGroup("payments", UserName);
    await asAdmin("PutGroupPolicy", { GroupName: "payments", PolicyName: "read", PolicyDocument: REPORT_ONLY });
    await asAdmin("PutUserPolicy", { UserName, PolicyName: "own", PolicyDocument: REPORT_ONLY });
    const policy = await asAdmin("CreatePolicy", { PolicyName: "reports", PolicyDocument: REPORT_ONLY });
    const arn = textIn(policy, "CreatePolicyResult", "Policy", "Arn");
    await asAdmin("AttachUserPolicy", { UserName, PolicyArn: arn });
    await asAdmin("AttachGroupPolicy", { GroupName: "payments", PolicyArn: arn });
    expect(manifestProblems(connection)).toEqual([]);
    const listed = await connection.listAccess([mia], signal);
    expect(listed).toMatchObject({ complete: true, failure: null });
    const ended = await endEverything(connection, listed.rows.toReversed(), signal);
    expect(ended).toMatchObject({
      [`group-policy:${group}/${arn}`]: ["unsupported", "active", "unsupported", "active"],
      [`group-policy:${group}/read`]: ["unsupported", "active", "unsupported", "active"],
      "inline:own": ["accepted", "absent", "already_absent", "absent"],
      [`policy:${arn}`]: ["accepted", "absent", "already_absent", "absent"],
      [`group:${group}`]: ["accepted", "absent", "already_absent", "absent"],
      [`ssh:${sshId}`]: ["accepted", "disabled", "accepted", "disabled"],
      "service:ACCA1": ["accepted", "disabled", "accepted", "disabled"],
      [`mfa:${SerialNumber}`]: ["accepted", "absent", "already_absent", "absent"],
      "password:console": ["accepted", "absent", "already_absent", "absent"],
      [`key:${key}`]: ["accepted", "disabled", "accepted", "disabled"],
      "sessions:all": ["accepted", "disabled", "accepted", "disabled"],
    });
    expect(Object.keys(ended)).toHaveLength(paper === null ? 11 : 12);
    const inherited = { layer: "entitlement", accountNativeId: mia, nativeKey: `group-policy:${group}/read` } as const;
    expect((await connection.observe(inherited, signal)).presence).toBe("absent");
  });
}

function accounts(): void {
  it("a user without a password that signs by keys alone is not taken for a person's own, unless a tag says so", async () => {
    const kindOf = async (mail: string) => {
      const found = await connection.findAccounts({ userNames: [], emails: [mail], externalIds: [] }, signal);
      expect(found).toMatchObject({ complete: true, failure: null });
      return found.rows.map(({ kind }) => kind);
    };
    await makeUser("nightly", { email: "mia.pipelines@acme.example" });
    expect(await kindOf("mia.pipelines@acme.example")).toEqual([undefined]);
    const made = await asAdmin("CreateAccessKey", { UserName: "nightly" });
    expect(await kindOf("mia.pipelines@acme.example")).toEqual(["unknown"]);
    await asAdmin("CreateLoginProfile", { UserName: "nightly", Password: "Test-password-of-mia-1" });
    expect(await kindOf("mia.pipelines@acme.example")).toEqual([undefined]);
    await asAdmin("DeleteLoginProfile", { UserName: "nightly" });
    await asAdmin("TagUser", {
      UserName: "nightly",
      "Tags.member.1.Key": "closeout:kind",
      "Tags.member.1.Value": "human",
    });
    expect(await kindOf("mia.pipelines@acme.example")).toEqual(["human"]);
    const key = textIn(made, "CreateAccessKeyResult", "AccessKey", "AccessKeyId");
    await asAdmin("DeleteAccessKey", { UserName: "nightly", AccessKeyId: key });
  });
  it("a user has no switch: everything is denied instead, which a group's permission does not undo", async () => {
    const ida = await makeUser("ida", { email: "ida@acme.example", "closeout:kind": "service" });
    const [row] = (
      await connection.findAccounts({ userNames: [], emails: ["IDA@acme.example"], externalIds: [] }, signal)
    ).rows;
    expect(row).toMatchObject({ nativeId: ida, kind: "service", presence: "active" });
    const done = await connection.revoke(account(ida), "disabled", signal);
    const look = await connection.observe(account(ida), signal);
    expect(shownAfter("account", "disabled", [done, look])).toBe("verified_disabled");
    expect((await connection.revoke(account(ida), "disabled", signal)).outcome.kind).toBe("already_absent");
    const refused = await connection.observe(sessions(ida), signal);
    expect([refused.presence, refused.findings?.map(({ detail }) => detail).join()]).toEqual([
      "disabled",
      expect.stringContaining("roles that the user took on"),
    ]);
    await asAdmin("PutUserPolicy", { UserName: "ida", PolicyName: "CloseoutDenyAll", PolicyDocument: REPORT_ONLY });
    expect((await connection.observe(account(ida), signal)).presence).toBe("active");
  });
  it("is deleted only where policy says so, and IAM's refusal is passed on while a policy is left", async () => {
    const una = await makeUser("una");
    expect((await connection.revoke(account(una), "absent", signal)).outcome.kind).toBe("unsupported");
    const deleting = open(baseUrl, { allowDelete: true });
    const own = { UserName: "una", PolicyName: "own" };
    await asAdmin("PutUserPolicy", { ...own, PolicyDocument: REPORT_ONLY });
    const refused = await deleting.revoke(account(una), "absent", signal);
    expect(refused.outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining("409") });
    await asAdmin("DeleteUserPolicy", own);
    const done = await deleting.revoke(account(una), "absent", signal);
    expect(shownAfter("account", "absent", [done, await deleting.observe(account(una), signal)])).toBe(
      "verified_removed",
    );
    expect((await deleting.revoke(account(una), "absent", signal)).outcome.kind).toBe("already_absent");
    const again = await makeUser("una");
    expect(again).not.toBe(una);
    expect((await deleting.observe(account(una), signal)).presence).toBe("absent");
    await deleting.close();
  });
  it("a credential of another account concludes nothing, and the check says whose it is", async () => {
    const other = open(baseUrl, { accountId: "999999999999" });
    expect((await other.check(signal)).findings).toEqual(["The credential is of another AWS account (123456789012)."]);
    expect(await other.listAccounts(signal)).toMatchObject({ complete: false, rows: [] });
    expect((await other.observe(account("AIDANOBODY"), signal)).presence).toBe("unknown");
    await other.close();
  });
}

function sessionsOf(): void {
  it("older sessions are refused by a policy only once nothing is left to begin the next with", async () => {
    const leo = await makeUser("leo-sessions");
    const UserName = "leo-sessions";
    const key = await asAdmin("CreateAccessKey", { UserName });
    const AccessKeyId = textIn(key, "CreateAccessKeyResult", "AccessKey", "AccessKeyId");
    const early = await connection.revoke(sessions(leo), "invalidated", signal);
    expect(early.outcome).toEqual({
      kind: "refused",
      reason: expect.stringContaining("an access key or the password"),
    });
    expect((await connection.observe(sessions(leo), signal)).presence).toBe("unknown");
    await asAdmin("UpdateAccessKey", { UserName, AccessKeyId, Status: "Inactive" });
    const done = await connection.revoke(sessions(leo), "invalidated", signal);
    const look = await connection.observe(sessions(leo), signal);
    expect(shownAfter("session", "invalidated", [done, look])).toBe("verified_removed");
    const { reissueBlockedAt = 0, expiresAt = 0 } = look.facts;
    expect(expiresAt - reissueBlockedAt).toBe(36 * 3_600_000_000);
    await asAdmin("UpdateAccessKey", { UserName, AccessKeyId, Status: "Active" });
    expect((await connection.observe(sessions(leo), signal)).presence).toBe("unknown");
  });
  it("the denial is listed as no access, and one with a further condition refuses nothing", async () => {
    const noa = await makeUser("noa");
    const [statement] = JSON.parse(denyOlder(Date.now())).Statement;
    const narrowed = { ...statement, Condition: { ...statement.Condition, Bool: { "aws:SecureTransport": "false" } } };
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [narrowed] });
    await asAdmin("PutUserPolicy", { UserName: "noa", PolicyName: "CloseoutRevokeOlderSessions", PolicyDocument });
    expect((await connection.observe(sessions(noa), signal)).presence).toBe("unknown");
    await connection.revoke(sessions(noa), "invalidated", signal);
    const { rows } = await connection.listAccess([noa], signal);
    expect(rows.map(({ nativeKey }) => nativeKey)).toEqual(["sessions:all"]);
  });
}

function credentials(): void {
  it("keeps no secret key and no session token, and opened to read alone sends no act", async () => {
    const eva = await makeUser("eva");
    const reading = open(baseUrl, {}, { readOnly: true });
    const kept = [
      await reading.check(signal),
      await reading.listAccess([eva], signal),
      await reading.observe(account(eva), signal),
    ];
    expect(kept[1]).toMatchObject({ complete: true });
    await expect(reading.revoke(account(eva), "disabled", signal)).rejects.toThrow("was not sent");
    const text = JSON.stringify([...kept, await connection.revoke(account(eva), "disabled", signal)]);
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
    expect(text).not.toContain("Signature=");
    await reading.close();
  });
  it("signs what the simulator checks: a right key is let in, a wrong one is refused", async () => {
    await makeUser("closeout");
    const UserName = "closeout";
    const PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}';
    await asAdmin("PutUserPolicy", { UserName, PolicyName: "iam", PolicyDocument });
    const made = await asAdmin("CreateAccessKey", { UserName });
    const of = (name: string) => textIn(made, "CreateAccessKeyResult", "AccessKey", name);
    const secrets = { accessKeyId: of("AccessKeyId"), secretAccessKey: of("SecretAccessKey") };
    const reset = (count: string) => fetch(`${MOTO}/moto-api/reset-auth`, { method: "POST", body: count });
    await reset("0");
    const right = open(MOTO, {}, {}, secrets);
    const wrong = open(MOTO, {}, {}, { ...secrets, secretAccessKey: "test-wrong-secret-access-key" });
    const [listed, refused] = [await right.listAccounts(signal), await wrong.check(signal)];
    await reset("Infinity");
    expect(listed).toMatchObject({ complete: true });
    expect(refused).toMatchObject({ authorised: false });
    expect(refused.findings.join(" ")).toContain("AWS refuses the credential");
    expect(refused.exchanges.at(-1)?.body).toContain("SignatureDoesNotMatch");
    await Promise.all([right.close(), wrong.close()]);
  });
}
