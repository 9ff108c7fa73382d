import type { OpenOptions } from "../../contract.ts";
import type { SecretField } from "../../form.ts";
import type { AwsSecrets } from "./client.ts";

/** The credential that every connector of AWS asks for. */
export const AWS_SECRETS: readonly SecretField[] = [
  {
    name: "accessKeyId",
    label: "Access key id",
    help: "Of a user or role of Closeout's own. It must not be the leaver's.",
    required: true,
    multiline: false,
  },
  { name: "secretAccessKey", label: "Secret access key", help: null, required: true, multiline: false },
  {
    name: "sessionToken",
    label: "Session token",
    help: "Only with temporary credentials, which end by themselves.",
    required: false,
    multiline: false,
  },
];

export function secretsOf({ secrets }: OpenOptions): AwsSecrets {
  const { accessKeyId = "", secretAccessKey = "", sessionToken = null } = secrets;
  return { accessKeyId, secretAccessKey, sessionToken };
}
