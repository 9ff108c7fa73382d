/**
 * Every way in which Closeout says no, closed. One table at the entrances maps each code to a status.
 * The sentence says what happened, what is kept and what to do; details name fields and ids, never causes.
 */
export const ERROR_SENTENCE = {
  not_signed_in: "You are not signed in. Nothing was changed. Sign in and try again.",
  not_permitted: "Your role does not allow this. Nothing was changed. Ask an administrator.",
  out_of_scope: "This belongs to a system you do not own. Nothing was changed. Ask its owner or an administrator.",
  origin_refused: "The request came from another site. Nothing was changed. Use Closeout's own pages.",
  not_found: "There is no such record, or you may not see it. Nothing was changed. Check the identifier.",
  input_invalid: "The input is not valid. Nothing was changed. Correct the fields named and send it again.",
  input_too_large: "The input is too large. Nothing was changed. Send it in smaller parts.",
  version_conflict: "Somebody changed this since you read it. Their change is kept. Read it again, then decide.",
  idempotency_conflict:
    "This idempotency key was used with other input. The first result is kept. Use a new key for new input.",
  idempotency_key_missing: "A change needs an idempotency key. Nothing was changed. Send one with the request.",
  transition_refused: "The case cannot do this in its present state. Nothing was changed. See its state and try again.",
  closure_blocked: "The case cannot close yet. All facts are kept. Resolve the blockers listed.",
  separation_of_duties:
    "The same person may not act, verify and approve on one item. Nothing was changed. Ask another person.",
  own_case: "Nobody works on their own case. Nothing was changed. Ask another person.",
  second_person_required: "This needs a second person. The request is kept. Ask somebody else to decide it.",
  owner_unknown: "The owner is unknown, away or has left. The step still has no owner. Choose another person.",
  exception_without_end: "An exception needs a reason and an end. Nothing was changed. Give both.",
  exception_too_long: "The exception ends later than policy allows. Nothing was changed. Choose an earlier end.",
  attestation_refused:
    "An attestation counts only on tiers 2 and 3 where Closeout cannot look for itself. Nothing was changed. Connect the system or have it verified.",
  artefact_missing: "An attestation needs an artefact. Nothing was changed. Attach what was seen.",
  artefact_altered:
    "The kept file is not what was attached: its SHA-256 is another than the attestation's. It is kept and not given out. Tell an administrator.",
  lease_lost: "Another worker holds this step now. What you recorded stays as evidence. Nothing further is done here.",
  epoch_passed: "The person was rehired or the leaving was rescinded. The call is recorded. Nothing further is done.",
  observe_only: "Acting on this system is switched off. Nothing was sent to it. An administrator can switch it on.",
  system_not_connected: "This system has no connector that can do this. The step is kept. Its owner does it by hand.",
  system_unreachable: "The system did not answer. What is known of it is kept. Try again or check its address.",
  system_refused_credentials:
    "The system refused the credentials. What is known of it is kept. Renew them and check the system.",
  address_blocked: "The address is not allowed as a target. Nothing was sent. Use a public address or ask an operator.",
  config_invalid: "The system's settings are not valid. Nothing was changed. Correct the fields named.",
  connection_unproved:
    "The connection was not checked, or was not accepted. The draft is kept. Check it, correct what it says, then save.",
  identity_unknown:
    "No person or non-human identity matches. Nothing was opened. Add the identity, then send it again.",
  identity_ambiguous: "More than one identity matches. Nothing was opened. Name one by its own id.",
  engagement_unknown: "The person has no such engagement. Nothing was opened. Name one of theirs.",
  zone_missing: "The time has no zone. Nothing was opened. Give an IANA zone such as Europe/Berlin.",
  zone_unknown: "The zone is not known. Nothing was opened. Give an IANA zone such as Europe/Berlin.",
  date_impossible: "The date or time does not exist in that zone. Nothing was opened. Correct it.",
  event_conflict: "This source sent the same event id with other content. The first one is kept. Send a new event id.",
  claim_conflict:
    "This source said something else of the same task before. The first statement is kept. Send a task id of its own.",
  source_held: "This source sent more than is usual. Its events are kept and wait. A second person releases them.",
  listing_held: "The listing lost a large share of its rows. Nothing was concluded from it. A person must look at it.",
  snapshot_unreadable:
    "The file cannot be read as a list. Nothing was believed. Send CSV, TSV, XLSX, JSON or NDJSON as the application exports it.",
  snapshot_empty: "The file is empty. Nothing was believed. Export the list again and send it.",
  snapshot_header_only:
    "The file has column titles and no row. Nothing was believed. An empty list proves nothing: check the query and export it again.",
  snapshot_key_ambiguous:
    "Two columns could be the key. Nothing was believed. Name the one that is and send the file again.",
  snapshot_column_missing:
    "A column is missing. Nothing was believed. Name the column that holds it, or export it too.",
  snapshot_key_wrong:
    "Most rows have the same keys as others. Nothing was believed. Name the column that tells accounts apart.",
  snapshot_packed_too_tight:
    "The file unpacks to more than is taken. Nothing was believed. Send the list as CSV, or in parts.",
  snapshot_in_future: "The list was extracted later than now. Nothing was believed. Correct the time or its zone.",
  snapshot_not_expected:
    "The system's layer is not looked at by lists. Nothing was believed. State first that it is observed by snapshot.",
  snapshot_unconfirmed:
    "Something in the file stands out. Nothing was believed. Look at what is named and confirm it, or send a better file.",
  snapshot_gone: "The rows of this list are kept for a day and are gone. Nothing was believed. Send the file again.",
  snapshot_settled: "This list was accepted already. What it showed is kept. Send a newer one.",
  rate_limited: "Too many requests. Nothing was changed. Wait as long as the answer says.",
  export_too_large: "The export holds too many rows. Nothing was written. Narrow the filter.",
  unavailable: "Closeout cannot reach its database or ledger. What was acknowledged is kept. Try again shortly.",
  fault: "Something failed on our side. What was acknowledged is kept. Try again; quote the reference.",
} as const;

/** A closed code for everything that can be refused. */
export type DomainErrorCode = keyof typeof ERROR_SENTENCE;

/** What a refusal points at beside its code. All values are safe to show: ids, field paths, numbers. */
export interface ErrorDetail {
  /** Path of the input at fault, such as `events[3].effectiveAt`. */
  readonly path?: string;
  /** A sentence more exact than the general one; holds no cause, secret or name of a person. */
  readonly sentence?: string;
  /** When to try again, in whole seconds. */
  readonly retryAfterSeconds?: number;
}

/** A refusal as a value. Faults are thrown; refusals are returned. */
export interface DomainError extends ErrorDetail {
  readonly code: DomainErrorCode;
  readonly sentence: string;
}

/** Builds the value for `code` with its general sentence unless `detail` has a more exact one. */
export function domainError(code: DomainErrorCode, detail: ErrorDetail = {}): DomainError {
  return { ...detail, code, sentence: detail.sentence ?? ERROR_SENTENCE[code] };
}
