import type { FaultName } from "./faults.ts";
import type { TcpFaultName } from "./tcp-fault-proxy.ts";

/** What can go wrong on a protocol's line, sorted by what a connector may still say after it. */
export interface FaultSource<Name extends string = string> {
  /** Nothing at all is known. */
  readonly blinding: readonly Name[];
  /** Of lists: whatever they are, the list is not the whole list. */
  readonly listing: readonly Name[];
  /** What an act did is not known. */
  readonly unanswered: readonly Name[];
  /** Only a deadline ends them. */
  readonly neverEnding: readonly Name[];
  /** The target knows nothing of what is asked, whatever is asked. null where the protocol cannot fake it. */
  readonly notFound: Name | null;
  readonly refusal: { readonly fault: Name; readonly reason: string } | null;
  /** A refusal that repeats our credential. */
  readonly echo: { readonly fault: Name; readonly reason: string } | null;
  /** How the target says when to come again. */
  readonly waits: readonly { readonly fault: Name; readonly micros: number }[];
}

const HTTP_BLINDING: readonly FaultName[] = [
  "ok_empty",
  "dropped",
  "lost_reply",
  "not_found",
  "not_found_page",
  "unauthorised",
  "forbidden",
  "server_error",
  "throttled_seconds",
  "throttled_date",
  "throttled_absurd",
  "redirect",
  "login_page",
  "truncated_json",
  "cut_off",
  "big_body",
  "slow_loris",
  "silence",
  "error_in_ok",
  "echoed_secret",
];

/** Faults of HTTP as SCIM speaks it. */
export const HTTP_FAULTS: FaultSource<FaultName> = {
  blinding: HTTP_BLINDING,
  listing: ["endless_paging", "repeated_page", "empty_first_page", "empty_list"],
  unanswered: HTTP_BLINDING.filter((name) => !["not_found", "forbidden", "lost_reply", "echoed_secret"].includes(name)),
  neverEnding: ["slow_loris", "silence"],
  notFound: "not_found",
  refusal: { fault: "forbidden", reason: "403: the owner cannot be removed" },
  echo: { fault: "echoed_secret", reason: "409: refused for" },
  waits: [
    { fault: "throttled_seconds", micros: 7_000_000 },
    { fault: "throttled_date", micros: 9_000_000 },
    { fault: "throttled_absurd", micros: 86_400_000_000 },
  ],
};

const TCP_BLINDING: readonly TcpFaultName[] = [
  "refused",
  "dropped_at_connect",
  "reset_in_reply",
  "lost_reply",
  "half_reply",
  "garbage",
  "other_protocol",
  "flood",
  "drip",
  "silence",
];

/** Faults of any protocol over TCP. */
export const TCP_FAULTS: FaultSource<TcpFaultName> = {
  blinding: TCP_BLINDING,
  listing: [],
  unanswered: TCP_BLINDING,
  neverEnding: ["drip", "silence"],
  notFound: null,
  refusal: null,
  echo: null,
  waits: [],
};
