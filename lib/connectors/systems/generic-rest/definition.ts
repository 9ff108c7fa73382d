import { z } from "zod";
import { pathProblem, placesIn, queryProblem, type Template } from "./template.ts";

const field = z.string().max(200);
const name = z.string().min(1).max(100);

/** Says why, where something cannot be taken. */
function law<T>(problem: (value: T) => string | null) {
  return (context: z.core.ParsePayload<T>) => {
    const message = problem(context.value);
    if (message !== null) context.issues.push({ code: "custom", message, input: context.value });
  };
}

const place = {
  path: z.string().max(500).check(law(pathProblem)),
  query: z.record(name, z.string().max(500)).check(law(queryProblem)).optional(),
};

const total = field.optional();
const paging = z.discriminatedUnion("by", [
  /** The answer holds everything. */
  z.strictObject({ by: z.literal("none"), total }),
  /** The address of the next page: at a field, or in the Link header where no field is named. */
  z.strictObject({ by: z.literal("link"), at: field.optional(), total }),
  z.strictObject({ by: z.literal("cursor"), at: field, parameter: name, total }),
  z.strictObject({ by: z.literal("page"), parameter: name, first: z.int().min(0).max(1).default(1), total }),
  z.strictObject({ by: z.literal("offset"), parameter: name, first: z.int().min(0).max(1).default(0), total }),
]);
export type Paging = z.infer<typeof paging>;

const list = z.strictObject({ ...place, rows: field, paging });
export type ListDefinition = z.infer<typeof list>;

const word = z.union([z.string(), z.number(), z.boolean()]);
const presence = z.strictObject({
  at: field,
  active: z.array(word).min(1),
  disabled: z.array(word).default([]),
  absent: z.array(word).default([]),
});
export type PresenceDefinition = z.infer<typeof presence>;

/** Answers 2xx that carry a body: a server that does nothing gives them too. */
const SAYS_NOTHING = [200, 201];

const end = z
  .strictObject({
    method: z.enum(["POST", "PUT", "PATCH", "DELETE"]),
    ...place,
    body: z.json().optional(),
    accepted: z.array(z.int().min(200).max(299)).min(1),
    says: z.strictObject({ at: field, is: word }).optional(),
  })
  .check(
    law(({ accepted, says }) =>
      says === undefined && accepted.some((status) => SAYS_NOTHING.includes(status))
        ? 'A 200 or 201 by itself means nothing: name under "says" the field of the answer that shows the new state.'
        : null,
    ),
  );
export type EndDefinition = z.infer<typeof end>;

const search = z
  .strictObject({ by: z.array(z.enum(["userName", "email", "externalId"])).min(1), ...list.shape })
  .check(law((one) => mustName(one, "value")));
export type SearchDefinition = z.infer<typeof search>;

const look = z
  .strictObject({ ...place, row: field, missing: z.array(z.union([z.literal(404), z.literal(410)])).default([404]) })
  .check(law((one) => mustName(one, "account")));

const accounts = z.strictObject({
  list,
  search: z.array(search).max(10).default([]),
  look,
  fields: z.strictObject({
    id: field,
    userName: field,
    displayName: field.optional(),
    emails: z.array(field).max(10).default([]),
    externalId: field.optional(),
    presence,
  }),
  end: z.strictObject({ disabled: end, suspended: end, absent: end }).partial().default({}),
  right: z.string().max(500).default("The credential needs the right to read accounts."),
});
export type AccountsDefinition = z.infer<typeof accounts>;

const LAYERS = ["session", "credential", "group", "entitlement", "delegation", "machine_identity", "custody"] as const;

const access = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, "A kind of access is named by small letters, digits and dashes."),
    layer: z.enum(LAYERS),
    words: name,
    right: z.string().max(500).default(""),
    list,
    /** Where a secret is looked at by itself: whoever could read it knows it still. */
    known: z
      .strictObject({ ...place, row: field })
      .check(law((one) => mustName(one, "key")))
      .optional(),
    mayBeEmpty: z.boolean().default(false),
    fields: z.strictObject({
      id: field,
      label: field.optional(),
      account: field.optional(),
      issuedAt: field.optional(),
      expiresAt: field.optional(),
      lastUsedAt: field.optional(),
      presence: presence.optional(),
    }),
    end: end.optional(),
  })
  .check(law(accessProblem));
export type AccessDefinition = z.infer<typeof access>;

function accessProblem(one: AccessDefinition): string | null {
  const { fields, end: act, layer, known } = one;
  const { path, query } = one.list;
  if (known !== undefined && layer !== "credential") return 'Only what is on the layer "credential" can be "known".';
  const isBelow = placesIn({ path }).has("account");
  if (!isBelow && fields.account === undefined) {
    return placesIn({ path, query }).size === 0
      ? 'The list is everybody\'s: name under "fields", "account", whose each row is.'
      : 'A query may be ignored by the target: name under "fields", "account", whose each row is.';
  }
  if (act === undefined) return null;
  if (layer === "machine_identity" || layer === "custody")
    return "What is on this layer is handed over by a person; it has no request that ends it.";
  return isAimed(act, "key") ? null : "The request that ends it must name {key}.";
}

/** One system's API as a file. Strict: a name that is not known is a spelling mistake, not a wish. */
export const definition = z
  .strictObject({
    name,
    credential: z.union([
      z.strictObject({
        header: z.string().check(law(credentialProblem)),
        prefix: z
          .string()
          .regex(/^[\x20-\x7e]{0,30}$/, 'A prefix is plain text, such as "Bearer ".')
          .default(""),
      }),
      z.strictObject({ basicUser: z.string().regex(/^[^:\p{Cc}]{1,200}$/u, "A user name has no colon.") }),
    ]),
    headers: z.record(name, z.string().max(500)).check(law(headerProblem)).default({}),
    freshnessSeconds: z.int().min(0).max(86_400).default(0),
    accounts,
    access: z.array(access).max(30).default([]),
  })
  .check(
    law(({ access: kinds }) =>
      new Set(kinds.map((kind) => kind.name)).size < kinds.length ? "Two kinds of access have one name." : null,
    ),
  )
  .check(
    law(({ accounts: { end: acts } }) =>
      Object.values(acts).every((act) => act === undefined || isAimed(act, "account"))
        ? null
        : "A request that ends an account must name {account}.",
    ),
  );
export type Definition = z.infer<typeof definition>;

function mustName(template: Template, place: string): string | null {
  return placesIn(template).has(place) ? null : `The request must name {${place}}.`;
}

/** Whether a request names what it is aimed at, in its address or as a text of its body. */
function isAimed(act: EndDefinition, at: "account" | "key"): boolean {
  return placesIn(act).has(at) || JSON.stringify(act.body ?? null).includes(`"{${at}}"`);
}

/** Of the connection itself, or a secret: neither is a definition's to write. */
const NOT_OURS =
  /^(?:host|connection|content-.*|transfer-encoding|expect|upgrade|te|trailer|proxy-.*|accept|cookie2?)$/i;
const SECRET = /auth|token|secret|key|cookie|credential|session|pass/i;

function credentialProblem(header: string): string | null {
  return isHeader(header) ? null : `The header "${header}" cannot be set.`;
}

function isHeader(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(name) && !NOT_OURS.test(name);
}

function headerProblem(headers: Readonly<Record<string, string>>): string | null {
  for (const [one, value] of Object.entries(headers)) {
    if (!isHeader(one)) return `The header "${one}" cannot be set.`;
    if (SECRET.test(one))
      return `The header "${one}" looks like a credential. It belongs in the secret; name it under "credential".`;
    if (!/^[\x20-\x7e]*$/.test(value)) return `The header "${one}" holds what no header may.`;
  }
  return null;
}
