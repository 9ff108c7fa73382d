import type { Layer } from "../../../core/access/layer.ts";
import type { LoggedClaim, LogRequest } from "../../contract-records.ts";
import { nextLink } from "../../http/next-link.ts";
import type { RecordsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { OktaConfig } from "./config.ts";
import { type OktaEvent, readEvent } from "./schema.ts";

const LIMIT = 1000;
const RIGHT =
  "It needs okta.logs.read (Okta admin console, Applications, API scopes) or a role that views the System Log.";

/** One page of the System Log, from where the last one ended. */
export interface LogPage {
  readonly events: readonly OktaEvent[];
  readonly next: string | null;
  readonly complete: boolean;
}

/**
 * Reads a page of the System Log as Okta wants it polled: in ascending order, going on with the link that each answer
 * gives, also an empty one, since events may arrive late (developer.okta.com, System Log query, "Polling requests"). A
 * link that Okta does not take any more begins again at `since`: events are known by their uuid.
 */
export async function logPage(
  { baseUrl }: OktaConfig,
  { cursor, since }: LogRequest,
  eventTypes: readonly string[],
  trail: Trail,
): Promise<LogPage> {
  const filter = eventTypes.map((type) => `eventType eq "${type}"`).join(" or ");
  const query = { since: new Date(since / 1000).toISOString(), filter, limit: String(LIMIT), sortOrder: "ASCENDING" };
  const path = cursor ?? `/api/v1/logs?${new URLSearchParams(query)}`;
  const answer = await trail.get(path);
  if (answer.failure === null && answer.status === 400 && cursor !== null)
    return { events: [], next: null, complete: true };
  const next = nextLink(answer.link, baseUrl);
  if (answer.failure !== null || answer.status !== 200 || !Array.isArray(answer.json) || next === "elsewhere") {
    if (answer.status === 403) trail.find("none_found", `The System Log cannot be read. ${RIGHT}`);
    trail.fail("unexpected_shape");
    return { events: [], next: cursor, complete: false };
  }
  const events = answer.json.map(readEvent).filter((one) => one !== null);
  const broken = answer.json.length - events.length;
  if (broken > 0) trail.find("unreadable_rows", `${broken} events could not be read.`);
  return { events, next: next ?? path, complete: true };
}

/** Events that say access was taken away, and the layer they speak of. */
const ENDS: Readonly<Record<string, Layer>> = {
  "user.lifecycle.deactivate": "account",
  "user.lifecycle.suspend": "account",
  "application.user_membership.remove": "account",
  "group.user_membership.remove": "group",
  "user.session.end": "session",
  "user.session.clear": "session",
};

/** What the System Log says was taken away, as claims. */
export async function readClaims(
  config: OktaConfig,
  request: LogRequest,
  trail: Trail,
): Promise<RecordsRead<LoggedClaim>> {
  const { events, next, complete } = await logPage(config, request, Object.keys(ENDS), trail);
  const rows = events.map(claimOf).filter((one) => one !== null);
  return { rows, next, more: complete && events.length > 0 && next !== request.cursor, complete };
}

const STATES: Readonly<Record<string, LoggedClaim["state"]>> = { SUCCESS: "completed", FAILURE: "failed" };

/** The claim of an event; null where it says nothing of anybody, or only that somebody signed themselves out. */
export function claimOf(event: OktaEvent): LoggedClaim | null {
  const { uuid, published, eventType, displayMessage, outcome } = event;
  const layer = ENDS[eventType];
  const state = STATES[outcome?.result ?? ""];
  const who = layer === undefined ? null : personOf(event, layer);
  const what = layer === undefined ? null : placeOf(event, layer);
  if (layer === undefined || state === undefined || who === null || what === null) return null;
  const title = displayMessage || eventType;
  return { externalId: uuid, ...who, ...what, layer, title, state, statedAt: published };
}

type Party = NonNullable<OktaEvent["target"]>[number];

function targetOf({ target }: OktaEvent, type: string): Party | undefined {
  return target?.find((party) => party.type === type);
}

function personOf(event: OktaEvent, layer: Layer): Pick<LoggedClaim, "email" | "personKey"> | null {
  const user = targetOf(event, "User") ?? (layer === "session" ? event.actor : undefined);
  const name = user?.alternateId || null;
  // Ending one's own session says nothing of the others.
  if (name === null || (layer === "session" && user?.id === event.actor?.id)) return null;
  return name.includes("@") ? { email: name, personKey: null } : { email: null, personKey: name };
}

function placeOf(event: OktaEvent, layer: Layer): Pick<LoggedClaim, "system" | "access"> | null {
  if (event.eventType === "application.user_membership.remove") {
    const app = targetOf(event, "AppInstance")?.displayName || null;
    return app === null ? null : { system: app, access: null };
  }
  if (layer !== "group") return { system: null, access: null };
  const group = targetOf(event, "UserGroup")?.displayName || null;
  return group === null ? null : { system: null, access: group };
}
