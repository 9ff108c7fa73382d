import { expect, test } from "vitest";
import type { HttpClient } from "../../http/client.ts";
import { readXml } from "../../kit/aws/xml.ts";
import { Trail } from "../../kit/trail.ts";
import { awsIamConfig } from "./config.ts";
import { iamList, outcomeOf } from "./iam.ts";
import { readName } from "./schema.ts";

const CONFIG = awsIamConfig.parse({ accountId: "123456789012", pagesMax: 5 });
const LIST = { action: "ListGroupPolicies", parameters: { GroupName: "pay" }, rows: "PolicyNames" } as const;

/** Answers each question by its marker ("" = none). */
function answering(pages: Readonly<Record<string, string | readonly [number, string]>>): Trail {
  const send: HttpClient["send"] = async (_method, _path, body) => {
    const marker = new URLSearchParams(body ?? "").get("Marker") ?? "";
    const page = pages[marker] ?? [500, ""];
    const [status, text] = typeof page === "string" ? [200, page] : page;
    const exchange = { method: "POST", url: "", requestBody: body, status, body: text, bodyBytes: text.length };
    const kept = { ...exchange, bodyDigest: null, targetDate: null, failure: null };
    return { exchange: kept, status, json: readXml(text), etag: null, link: null, failure: null, retryAfter: null };
  };
  return new Trail({ send, hide: () => undefined, close: async () => undefined }, new AbortController().signal);
}

function page(names: readonly string[], more: string): string {
  const rows = names.map((name) => `<member>${name}</member>`).join("");
  const result = `<PolicyNames>${rows}</PolicyNames>${more}`;
  return `<ListGroupPoliciesResponse><ListGroupPoliciesResult>${result}</ListGroupPoliciesResult></ListGroupPoliciesResponse>`;
}

const goesOn = (marker: string) => `<IsTruncated>true</IsTruncated>${marker}`;
const LAST = "<IsTruncated>false</IsTruncated>";
const read = (trail: Trail) => iamList(CONFIG, trail, { ...LIST, parse: readName, key: (name) => name });

test("reads along markers to the end", async () => {
  const pages = { "": page(["a", "b"], goesOn("<Marker>2</Marker>")), "2": page([], goesOn("<Marker>3</Marker>")) };
  const all = await read(answering({ ...pages, "3": page(["c"], LAST) }));
  expect(all).toMatchObject({ rows: ["a", "b", "c"], complete: true });
});

test.each([
  ["says that it goes on and not where", { "": page(["a"], goesOn("")) }],
  [
    "repeats a marker",
    { "": page(["a"], goesOn("<Marker>2</Marker>")), "2": page(["b"], goesOn("<Marker>2</Marker>")) },
  ],
  ["repeats a page", { "": page(["a"], goesOn("<Marker>2</Marker>")), "2": page(["a"], goesOn("<Marker>3</Marker>")) }],
  ["ends in the middle", { "": page(["a"], goesOn("<Marker>2</Marker>")) }],
  ["is another action's", { "": page(["a"], LAST).replaceAll("ListGroupPolicies", "ListUserPolicies") }],
])("a list that %s is not whole", async (_what, pages) => {
  expect((await read(answering(pages))).complete).toBe(false);
});

test("asked too often, IAM answers 400: nothing is known, and nothing was refused", async () => {
  const body = "<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>";
  const trail = answering({ "": [400, body] });
  expect((await read(trail)).complete).toBe(false);
  expect(trail.failure).toBe("rate_limited");
});

test("what does not exist is gone already only in IAM's own words", async () => {
  const error = (code: string) => `<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`;
  const kinds = await Promise.all(
    [error("NoSuchEntity"), error("InvalidAction"), "<html/>"].map(async (body) => {
      const answer = await answering({ "": [404, body] }).send("POST", "/", new URLSearchParams());
      return outcomeOf(answer, "DeleteUser").kind;
    }),
  );
  expect(kinds).toEqual(["already_absent", "refused", "unknown"]);
});
