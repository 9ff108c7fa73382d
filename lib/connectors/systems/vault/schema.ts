import { z } from "zod";
import { reader } from "../../kit/json.ts";

const text = z.string().min(1);
/** Vault writes null for a list with nothing in it; one that is left out was not read. */
const names = z
  .array(text)
  .nullable()
  .transform((list) => list ?? []);

/**
 * What stands around every answer. Another field may say that there is more than what is shown, and then it is not the
 * answer that is known here.
 */
function enveloped<Data>(data: z.ZodType<Data>) {
  return z.strictObject({
    request_id: z.string().optional(),
    lease_id: z.string().optional(),
    renewable: z.boolean().optional(),
    lease_duration: z.number().optional(),
    data,
    wrap_info: z.null().optional(),
    warnings: z.array(z.string()).nullish(),
    auth: z.null().optional(),
    mount_type: z.string().optional(),
  });
}

export const readKeys = reader(enveloped(z.strictObject({ keys: z.array(text), key_info: z.unknown().optional() })));

const alias = z.object({ name: text, mount_type: text, mount_path: text });
export type Alias = z.infer<typeof alias>;

const entity = z.object({
  id: text,
  name: text,
  disabled: z.boolean(),
  aliases: z
    .array(alias)
    .nullable()
    .transform((list) => list ?? []),
  metadata: z.record(z.string(), z.string()).nullish(),
  policies: names,
  direct_group_ids: names,
  group_ids: names,
});
export type Entity = z.infer<typeof entity>;
export const readEntity = reader(enveloped(entity));

const group = z.object({ id: text, name: text, type: text, policies: names });
export const readGroup = reader(enveloped(group));

/** Older servers name the policies of a user only `policies`. */
export const readUser = reader(
  enveloped(z.object({ token_policies: z.array(text).nullish(), policies: z.array(text).nullish() })),
);

const token = z.object({
  accessor: text,
  entity_id: z.string(),
  path: z.string(),
  policies: names,
  display_name: z.string().nullish(),
  issue_time: z.string().nullish(),
  expire_time: z.string().nullish(),
  renewable: z.boolean().nullish(),
  period: z.union([z.number(), z.string()]).nullish(),
});
export type Token = z.infer<typeof token>;
export const readToken = reader(enveloped(token));

/** A batch token has no accessor. */
export const readSelf = reader(enveloped(z.object({ accessor: z.string(), policies: names, path: z.string() })));

export const readPolicyText = reader(enveloped(z.object({ name: text, policy: z.string() })));

const version = z.object({ created_time: text, deletion_time: z.string(), destroyed: z.boolean() });
const metadata = z.object({
  current_version: z.number().int(),
  oldest_version: z.number().int(),
  versions: z.record(z.string(), version),
});
export type SecretMetadata = z.infer<typeof metadata>;
export const readMetadata = reader(enveloped(metadata));

/** Names of the fields of a version; what stands behind one is null, and an object where it has further ones. */
export const readSubkeys = reader(
  enveloped(
    z.object({ subkeys: z.record(z.string(), z.unknown()), metadata: z.object({ version: z.number().int() }) }),
  ),
);
