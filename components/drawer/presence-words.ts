import type { Completeness, Independence } from "#lib/core/access/observation.ts";

export const INDEPENDENCE_WORD: Readonly<Record<Independence, string>> = {
  self: "no independence",
  same_credential: "same credential",
  separate_credential: "separate credential",
  other_person: "another person",
  other_channel: "another channel",
};

export const COMPLETENESS_WORD: Readonly<Record<Completeness, string>> = {
  lookup: "Looked up by id",
  complete: "Complete listing",
  partial: "Partial: proves nothing absent",
  failed: "Failed: proves nothing",
};
