import { type Passing, reply } from "./passing.ts";

type Handler = (passing: Passing) => Promise<void>;

const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** Everything that goes wrong between us and a target, by name. */
export const FAULTS = {
  /** 200 {} to everything; nothing is done. */
  ok_empty: async ({ response }) => reply(response, 200, "{}"),
  /** A write is answered with the state it asked for and not done. */
  no_effect: async (passing) => {
    if (passing.method === "GET") return pass(passing);
    const current = await passing.forward({ method: "GET", body: "" });
    reply(passing.response, 200, JSON.stringify({ ...JSON.parse(current.text), active: false, members: [] }));
  },
  /** The effect happens, the reply is lost. */
  lost_reply: async (passing) => {
    await passing.forward();
    passing.response.destroy();
  },
  /** Nothing happens and the connection breaks. */
  dropped: async ({ response }) => {
    response.destroy();
  },
  /** Reads show the first state that was ever read. */
  delayed_visibility: async (passing) => {
    const [first] = passing.earlier;
    if (passing.method !== "GET" || first === undefined) return pass(passing);
    reply(passing.response, first.status, first.text);
  },
  /** A search by filter answers with exactly one resource: another one. */
  wrong_user: async (passing) => {
    if (!passing.path.includes("filter=")) return pass(passing);
    const all = await passing.forward({ path: withoutFilter(passing.path) });
    const right = await passing.forward();
    const ids = new Set(resources(right.text).map(({ id }) => id));
    const wrong = resources(all.text)
      .filter(({ id }) => !ids.has(id))
      .slice(0, 1);
    reply(
      passing.response,
      200,
      JSON.stringify({
        schemas: [LIST],
        totalResults: wrong.length,
        startIndex: 1,
        itemsPerPage: wrong.length,
        Resources: wrong,
      }),
    );
  },
  /** The filter is ignored: everybody comes back. */
  ignored_filter: async (passing) => {
    const all = await passing.forward({ path: withoutFilter(passing.path) });
    reply(passing.response, all.status, all.text);
  },
  /** Removing one member removes all of them. */
  wiped_group: async (passing) => {
    if (passing.method === "GET") return pass(passing);
    const body = JSON.stringify({ schemas: [PATCH], Operations: [{ op: "remove", path: "members" }] });
    const answer = await passing.forward({ body });
    reply(passing.response, answer.status, answer.text);
  },
  /** Removing one member removes another one. */
  wrong_member: async (passing) => {
    if (passing.method === "GET") return pass(passing);
    const group = await passing.forward({ method: "GET", body: "" });
    const other = membersOf(group.text).find((id) => !passing.body.includes(id));
    const body = JSON.stringify({
      schemas: [PATCH],
      Operations: [{ op: "remove", path: `members[value eq "${other}"]` }],
    });
    await passing.forward({ body });
    reply(passing.response, 204, "");
  },
  /** Groups show no members, whatever they hold. */
  hidden_members: async (passing) => {
    if (passing.method !== "GET") return pass(passing);
    const answer = await passing.forward();
    reply(passing.response, answer.status, answer.text.replace(/"members":\[.*?\]/g, '"members":[]'));
  },
  /** A group's member list is cut short: it shows its last member only. */
  cut_members: async (passing) => {
    if (passing.method !== "GET") return pass(passing);
    const answer = await passing.forward();
    reply(passing.response, answer.status, answer.text.replace(/"members":\[.*?(\{[^{}]*\})\]/g, '"members":[$1]'));
  },
  /** `active` comes as text. */
  text_active: async (passing) => {
    const answer = await passing.forward();
    reply(passing.response, answer.status, answer.text.replace(/"active":(true|false)/g, '"active":"False"'));
  },
  /** Another account's resource under the identifier asked for. */
  wrong_resource: async (passing) => {
    const answer = await passing.forward();
    reply(passing.response, answer.status, answer.text.replace(/"id":"/g, '"id":"other-'));
  },
  not_found: async ({ response }) => reply(response, 404, JSON.stringify({ status: "404", detail: "no route" })),
  not_found_page: async ({ response }) =>
    reply(response, 404, "<html><body>404</body></html>", { "content-type": "text/html" }),
  unauthorised: async ({ response }) => reply(response, 401, JSON.stringify({ status: "401" })),
  forbidden: async ({ response }) =>
    reply(response, 403, JSON.stringify({ status: "403", detail: "the owner cannot be removed" })),
  /** A refusal that repeats our credential in its own words. */
  echoed_secret: async ({ response, authorization }) =>
    reply(response, 409, JSON.stringify({ status: "409", detail: `refused for ${authorization}`, authorization })),
  server_error: async ({ response }) => reply(response, 500, JSON.stringify({ status: "500" })),
  throttled_seconds: async ({ response }) => reply(response, 429, "{}", { "retry-after": "7" }),
  throttled_date: async ({ response }) => {
    const now = Date.now();
    const headers = { date: new Date(now).toUTCString(), "retry-after": new Date(now + 9000).toUTCString() };
    reply(response, 429, "{}", headers);
  },
  throttled_absurd: async ({ response }) => reply(response, 429, "{}", { "retry-after": "1000000000" }),
  redirect: async ({ response }) => reply(response, 302, "", { location: "https://login.example.com/" }),
  login_page: async ({ response }) => {
    reply(response, 200, "<!doctype html><title>Sign in</title><form action=/login></form>", {
      "content-type": "text/html",
    });
  },
  /** Half of the JSON, and a proper end. */
  truncated_json: async (passing) => {
    const answer = await passing.forward();
    const text = answer.text === "" ? '{"id":"' : answer.text;
    reply(passing.response, 200, text.slice(0, Math.ceil(text.length / 2)));
  },
  /** Half of the announced body, then the connection breaks. */
  cut_off: async (passing) => {
    const answer = await passing.forward();
    passing.response.writeHead(200, {
      "content-type": "application/scim+json",
      "content-length": answer.text.length + 10,
    });
    passing.response.write(answer.text, () => passing.response.destroy());
  },
  /** A body above the cap, valid until its end. */
  big_body: async (passing) => {
    const answer = await passing.forward();
    const filler = "x".repeat(11 * 1024 * 1024);
    const text = answer.text === "" ? "{}" : answer.text;
    reply(passing.response, 200, `{"filler":"${filler}",${text.slice(1)}`);
  },
  /** One byte at a time, for ever. */
  slow_loris: async ({ response }) => {
    response.writeHead(200, { "content-type": "application/scim+json" });
    const timer = setInterval(() => response.write(" "), 20);
    response.once("close", () => clearInterval(timer));
  },
  /** No answer at all. */
  silence: async () => undefined,
  /** Lists never end: every page is full and brings new rows. */
  endless_paging: async (passing) => {
    const start = Number(new URLSearchParams(passing.path.split("?")[1]).get("startIndex") ?? 1);
    const rows = Array.from({ length: 2 }, (_, index) => ({
      id: `ghost-${start + index}`,
      userName: `ghost-${start + index}`,
      active: true,
      displayName: "Ghost",
      members: [],
    }));
    reply(
      passing.response,
      200,
      JSON.stringify({
        schemas: [LIST],
        totalResults: 1_000_000_000,
        startIndex: start,
        itemsPerPage: 2,
        Resources: rows,
      }),
    );
  },
  /** Every page is the first page again, and says in every vendor's way that there is another. */
  repeated_page: async (passing) => {
    const path = passing.path.replace(/([?&](?:startIndex|page))=\d+/, "$1=1").replace(/\bfirst=\d+/, "first=0");
    const answer = await passing.forward({ path });
    const page = JSON.parse(answer.text);
    const again = `${passing.origin}${passing.path}`;
    if (Array.isArray(page)) return reply(passing.response, 200, answer.text, { link: `<${again}>; rel="next"` });
    reply(passing.response, 200, JSON.stringify({ ...page, ...moreAfter(again, passing.path) }));
  },
  /** The server says that there is nothing. */
  empty_list: async ({ response }) => reply(response, 200, JSON.stringify({ schemas: [LIST], Resources: [] })),
  /** A total above zero and nothing to show. */
  empty_first_page: async ({ response }) =>
    reply(
      response,
      200,
      JSON.stringify({ schemas: [LIST], totalResults: 3, startIndex: 1, itemsPerPage: 0, Resources: [] }),
    ),
  /** An error inside a 200. */
  error_in_ok: async ({ response }) => {
    reply(
      response,
      200,
      JSON.stringify({ schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "404", detail: "not found" }),
    );
  },
} satisfies Readonly<Record<string, Handler>>;

/** That there is another page, in every vendor's way. */
function moreAfter(address: string, path: string): object {
  return {
    totalResults: 1000,
    "@odata.nextLink": address,
    nextPageToken: "again",
    next_page_token: "again",
    NextToken: "again",
    links: { next: "again" },
    more: true,
    done: false,
    nextRecordsUrl: path,
  };
}

export type FaultName = keyof typeof FAULTS;

async function pass(passing: Passing): Promise<void> {
  const answer = await passing.forward();
  reply(passing.response, answer.status, answer.text);
}

function withoutFilter(path: string): string {
  return path.replace(/filter=[^&]*&?/, "");
}

function resources(text: string): readonly { readonly id: string }[] {
  const list: unknown = Reflect.get(JSON.parse(text), "Resources");
  return Array.isArray(list) ? list : [];
}

function membersOf(text: string): readonly string[] {
  const members: unknown = Reflect.get(JSON.parse(text), "members");
  return Array.isArray(members) ? members.map((member) => String(Reflect.get(Object(member), "value"))) : [];
}
