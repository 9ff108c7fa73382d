import { timeOf } from "../../kit/json.ts";
import type { AccessKind, FoundAccess } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AwsIamConfig } from "./config.ts";
import { ask, type IamList, iamList, isMissing, type Parameters, resultOf } from "./iam.ts";
import { readCertificate, readKey, readLogin, readMfa, readService, readSshKey } from "./schema.ts";
import { actOn, listOf } from "./users.ts";

/** A kind of credential that IAM lists for a user, and ends by one call that names it. */
interface Listed<Row> extends Omit<IamList<Row>, "parameters"> {
  readonly name: string;
  readonly words: string;
  found(row: Row): FoundAccess;
  /** The call that ends one, and what names it. */
  readonly end: string;
  naming(key: string): Parameters;
}

const INACTIVE = { Status: "Inactive" };

const KEYS: Listed<NonNullable<ReturnType<typeof readKey>>> = {
  name: "key",
  words: "Access keys",
  action: "ListAccessKeys",
  rows: "AccessKeyMetadata",
  parse: readKey,
  key: ({ AccessKeyId: id }) => id,
  found: ({ AccessKeyId: id, Status, CreateDate }) => entry(id, `Access key ${id}`, CreateDate, Status),
  end: "UpdateAccessKey",
  naming: (key) => ({ AccessKeyId: key, ...INACTIVE }),
};

const DEVICES: Listed<NonNullable<ReturnType<typeof readMfa>>> = {
  name: "mfa",
  words: "Multi-factor devices",
  action: "ListMFADevices",
  rows: "MFADevices",
  parse: readMfa,
  key: ({ SerialNumber: serial }) => serial,
  found: ({ SerialNumber: serial, EnableDate }) => entry(serial, `Multi-factor device ${serial}`, EnableDate),
  end: "DeactivateMFADevice",
  naming: (key) => ({ SerialNumber: key }),
};

const SERVICES: Listed<NonNullable<ReturnType<typeof readService>>> = {
  name: "service",
  words: "Credentials for single services",
  action: "ListServiceSpecificCredentials",
  rows: "ServiceSpecificCredentials",
  parse: readService,
  key: ({ ServiceSpecificCredentialId: id }) => id,
  found: ({ ServiceSpecificCredentialId: id, ServiceName, Status, CreateDate }) =>
    entry(id, `Credential for ${ServiceName}`, CreateDate, Status),
  end: "UpdateServiceSpecificCredential",
  naming: (key) => ({ ServiceSpecificCredentialId: key, ...INACTIVE }),
};

const SSH_KEYS: Listed<NonNullable<ReturnType<typeof readSshKey>>> = {
  name: "ssh",
  words: "SSH keys of CodeCommit",
  action: "ListSSHPublicKeys",
  rows: "SSHPublicKeys",
  parse: readSshKey,
  key: ({ SSHPublicKeyId: id }) => id,
  found: ({ SSHPublicKeyId: id, Status, UploadDate }) => entry(id, `SSH key ${id}`, UploadDate, Status),
  end: "UpdateSSHPublicKey",
  naming: (key) => ({ SSHPublicKeyId: key, ...INACTIVE }),
};

const CERTIFICATES: Listed<NonNullable<ReturnType<typeof readCertificate>>> = {
  name: "certificate",
  words: "Signing certificates",
  action: "ListSigningCertificates",
  rows: "Certificates",
  parse: readCertificate,
  key: ({ CertificateId: id }) => id,
  found: ({ CertificateId: id, Status, UploadDate }) => entry(id, `Signing certificate ${id}`, UploadDate, Status),
  end: "UpdateSigningCertificate",
  naming: (key) => ({ CertificateId: key, ...INACTIVE }),
};

/** Only "Inactive" is that: another word is another state. */
function entry(key: string, label: string, created: string | undefined, status = "Active"): FoundAccess {
  const issuedAt = timeOf(created);
  const facts = issuedAt === undefined ? {} : { issuedAt };
  return { key, label, presence: status === "Inactive" ? "disabled" : "active", facts };
}

/** Everything a user proves themselves with. */
export function credentialKinds(config: AwsIamConfig): readonly AccessKind[] {
  return [
    kindOf(config, KEYS),
    passwordKind(config),
    kindOf(config, DEVICES),
    kindOf(config, SERVICES),
    kindOf(config, SSH_KEYS),
    kindOf(config, CERTIFICATES),
  ];
}

function kindOf<Row>(config: AwsIamConfig, listed: Listed<Row>): AccessKind {
  const { name, words, action, end, naming, found } = listed;
  return {
    name,
    layer: "credential",
    words,
    right: `It needs iam:${action}.`,
    observable: true,
    list: (account, trail) =>
      listOf(config, account, trail, async ({ UserName }) => {
        const read = await iamList(config, trail, { ...listed, parameters: { UserName } });
        return { rows: read.rows.map(found), complete: read.complete };
      }),
    end: (account, key, trail) => actOn(config, account, trail, end, naming(key)),
  };
}

/** The password for the console. IAM says that there is none in an error of its own. */
function passwordKind(config: AwsIamConfig): AccessKind {
  return {
    name: "password",
    layer: "credential",
    words: "Passwords for the console",
    right: "It needs iam:GetLoginProfile.",
    observable: true,
    list: (account, trail) =>
      listOf(config, account, trail, async ({ UserName }) => {
        const answer = await ask(trail, "GetLoginProfile", { UserName });
        if (isMissing(answer)) return { rows: [], complete: true };
        const login = readLogin(resultOf(answer, "GetLoginProfile"))?.LoginProfile;
        if (login?.UserName === UserName) {
          return { rows: [entry("console", "Password for the console", login.CreateDate)], complete: true };
        }
        trail.fail("unexpected_shape");
        return { rows: [], complete: false };
      }),
    end: (account, _, trail) => actOn(config, account, trail, "DeleteLoginProfile", {}),
  };
}

/** Whether a user signs by access keys and has no password; not where either could not be read. */
export async function keysOnly(config: AwsIamConfig, account: string, trail: Trail): Promise<boolean> {
  const [keys, password] = [
    await kindOf(config, KEYS).list(account, trail),
    await passwordKind(config).list(account, trail),
  ];
  const signs = keys.rows.some(({ presence }) => presence === "active");
  return signs && password.complete && password.rows.length === 0;
}

/** Whether the user can begin a session now, by an access key or the console; null where that could not be read. */
export async function canBegin(config: AwsIamConfig, account: string, trail: Trail): Promise<boolean | null> {
  const kinds = [kindOf(config, KEYS), passwordKind(config)];
  const reads = await Promise.all(kinds.map((kind) => kind.list(account, trail)));
  if (reads.some(({ rows }) => rows.some(({ presence }) => presence === "active"))) return true;
  return reads.every(({ complete }) => complete) ? false : null;
}
