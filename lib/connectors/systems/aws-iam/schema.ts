import { z } from "zod";
import { reader } from "../../kit/json.ts";

const text = z.string().min(1);
/** A list without members is written as an empty element. */
const list = <Row extends z.ZodType>(row: Row) =>
  z.union([z.literal("").transform((): z.infer<Row>[] => []), z.array(row)]);

const user = z.object({
  UserName: text,
  UserId: text,
  Arn: text,
  GroupList: list(text),
  UserPolicyList: list(z.object({ PolicyName: text, PolicyDocument: z.string() })).default([]),
  AttachedManagedPolicies: list(z.object({ PolicyArn: text, PolicyName: text })),
  Tags: list(z.object({ Key: text, Value: z.string() })).default([]),
});
export type IamUser = z.infer<typeof user>;
export const readUser = reader(user);

export const readKey = reader(z.object({ AccessKeyId: text, Status: text, CreateDate: text }));
export const readMfa = reader(z.object({ SerialNumber: text, EnableDate: text.optional() }));
export const readService = reader(
  z.object({ ServiceSpecificCredentialId: text, ServiceName: text, Status: text, CreateDate: text.optional() }),
);
export const readSshKey = reader(z.object({ SSHPublicKeyId: text, Status: text, UploadDate: text.optional() }));
export const readCertificate = reader(z.object({ CertificateId: text, Status: text, UploadDate: text.optional() }));
export const readLogin = reader(z.object({ LoginProfile: z.object({ UserName: text, CreateDate: text }) }));
export const readGroup = reader(z.object({ GroupName: text, GroupId: text }));
export const readAttached = reader(z.object({ PolicyArn: text, PolicyName: text }));
export const readName = reader(text);

/** An error as the query services write it. */
export const readError = reader(
  z.object({ ErrorResponse: z.object({ Error: z.object({ Code: text, Message: z.string().default("") }) }) }),
);
