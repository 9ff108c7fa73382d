import type { Asked, Replied, Routes } from "./vendor.ts";

/** What the replayed organisation's own records are made of. */
export interface OktaRecords {
  /** The System Log, oldest first. */
  readonly events: { readonly uuid: string; readonly eventType: string; readonly [more: string]: unknown }[];
  /** The log asks for a pause of so many seconds; 0 = it answers. */
  logPauseSeconds: number;
  /** The same of grants. */
  grantsPauseSeconds: number;
}

interface Organisation extends OktaRecords {
  readonly users: ReadonlyMap<string, { readonly profile: Readonly<Record<string, string>> }>;
  readonly apps: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly pageSize: number;
}

/** The System Log as it is polled: every answer has a link to go on with, an empty one as well; and who has an application. */
export function oktaRecords<State extends Organisation>(
  state: State,
  array: (state: State, rows: readonly unknown[], asked: Asked) => Replied,
): Routes {
  return {
    "GET /api/v1/logs": ({ query, origin }) => {
      if (state.logPauseSeconds > 0) return pauseOf(state.logPauseSeconds);
      const types = [...(query.get("filter") ?? "").matchAll(/eventType eq "([^"]+)"/g)].map(([, type]) => type);
      const from = Number(query.get("after") ?? 0);
      const rows = state.events.slice(from, from + state.pageSize);
      const rest = new URLSearchParams(query);
      rest.set("after", String(from + rows.length));
      const link = `<${origin}/api/v1/logs?${rest}>; rel="next"`;
      return { status: 200, json: rows.filter((event) => types.includes(event.eventType)), headers: { link } };
    },
    "GET /api/v1/apps/:app/users": (asked) =>
      array(
        state,
        [...(state.apps.get(asked.at["app"] ?? "")?.keys() ?? [])].map((id) => ({
          id,
          created: "2026-03-31T18:00:00.000Z",
          credentials: { userName: id },
          _embedded: { user: { id, profile: state.users.get(id)?.profile } },
        })),
        asked,
      ),
  };
}

/** What Okta answers whoever asks too often. */
export function pauseOf(seconds: number): Replied {
  return {
    status: 429,
    json: { errorCode: "E0000047", errorSummary: "API call exceeded rate limit due to too many requests." },
    headers: { "retry-after": String(seconds) },
  };
}
