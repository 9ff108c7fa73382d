import type { DomainErrorCode } from "#lib/core/errors.ts";
import type { LogLevel } from "#lib/runtime/context.ts";

/** How a refusal leaves the house: its status and how loud it is in the log. The sentence is the code's own. */
export interface ErrorMapping {
  readonly status: number;
  readonly level: LogLevel;
}

const to = (status: number, level: LogLevel = "info"): ErrorMapping => ({ status, level });

/** The one table. A code that is missing does not compile. */
export const ERROR_MAP: Readonly<Record<DomainErrorCode, ErrorMapping>> = {
  not_signed_in: to(401),
  not_permitted: to(403, "warn"),
  out_of_scope: to(403, "warn"),
  origin_refused: to(403, "warn"),
  not_found: to(404),
  input_invalid: to(422),
  input_too_large: to(413),
  version_conflict: to(412),
  idempotency_conflict: to(409),
  idempotency_key_missing: to(400),
  transition_refused: to(409),
  closure_blocked: to(409),
  separation_of_duties: to(403, "warn"),
  own_case: to(403, "warn"),
  second_person_required: to(403, "warn"),
  owner_unknown: to(422),
  exception_without_end: to(422),
  exception_too_long: to(422),
  attestation_refused: to(409),
  artefact_missing: to(422),
  artefact_altered: to(409, "error"),
  lease_lost: to(409),
  epoch_passed: to(409),
  observe_only: to(409),
  system_not_connected: to(409),
  system_unreachable: to(502),
  system_refused_credentials: to(502),
  address_blocked: to(422, "warn"),
  config_invalid: to(422),
  connection_unproved: to(409),
  identity_unknown: to(422),
  identity_ambiguous: to(422),
  engagement_unknown: to(422),
  zone_missing: to(422),
  zone_unknown: to(422),
  date_impossible: to(422),
  event_conflict: to(409),
  claim_conflict: to(409),
  source_held: to(409),
  listing_held: to(409),
  snapshot_unreadable: to(422),
  snapshot_empty: to(422),
  snapshot_header_only: to(422),
  snapshot_key_ambiguous: to(422),
  snapshot_column_missing: to(422),
  snapshot_key_wrong: to(422),
  snapshot_packed_too_tight: to(422, "warn"),
  snapshot_in_future: to(422),
  snapshot_not_expected: to(409),
  snapshot_unconfirmed: to(409),
  snapshot_gone: to(409),
  snapshot_settled: to(409),
  rate_limited: to(429),
  export_too_large: to(413),
  unavailable: to(503, "error"),
  fault: to(500, "error"),
};
