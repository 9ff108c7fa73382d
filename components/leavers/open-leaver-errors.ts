import type { RefusalReason } from "#lib/ui/command-answer.ts";

/** Fields of the form, as the event names them. */
export const FIELDS = ["personKey", "kind", "effectiveAt", "zone"] as const;
export type FieldName = (typeof FIELDS)[number];

export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

/** Codes that speak of one field without naming its path. */
const FIELD_OF_CODE: Readonly<Record<string, FieldName>> = {
  identity_unknown: "personKey",
  identity_ambiguous: "personKey",
  engagement_unknown: "personKey",
  zone_missing: "zone",
  zone_unknown: "zone",
  date_impossible: "effectiveAt",
};

/** Sorts refusals to the fields they speak of; what speaks of none stands above the form. */
export function sortRefusals(reasons: readonly RefusalReason[]) {
  const fields: Partial<Record<FieldName, string>> = {};
  const others: RefusalReason[] = [];
  for (const reason of reasons) {
    const named = FIELDS.find((field) => reason.path?.endsWith(`.${field}`) || reason.path === field);
    const field = named ?? FIELD_OF_CODE[reason.code];
    if (field) fields[field] = reason.sentence;
    else others.push(reason);
  }
  return { fields, others };
}
