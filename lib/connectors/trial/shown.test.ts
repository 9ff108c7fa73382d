import { expect, test } from "vitest";
import type { Exchange } from "../contract.ts";
import { BODY_SHOWN, ShownRequests } from "./shown.ts";

const TOKEN = "token-value-123456";
const exchange = (over: Partial<Exchange> = {}): Exchange => ({
  ...{ method: "GET", url: "https://a.example/x", requestBody: null, status: 200, body: "{}", bodyBytes: 2 },
  ...{ bodyDigest: null, targetDate: null, failure: null, ...over },
});

test("a token that slipped into any text of a question, a request or its answer is taken out once more", () => {
  const shown = new ShownRequests({ token: TOKEN });
  const read = [{ field: "id", path: "id", value: `"${TOKEN}"`, note: "", fits: true }];
  const leaky = { url: `https://a.example/?q=${TOKEN}`, requestBody: TOKEN, body: `{"x":"${TOKEN}"}`, read };
  shown.take({ asked: TOKEN, concluded: [`found ${TOKEN}`], exchanges: [exchange(leaky)] }, 3);
  expect(JSON.stringify(shown.questions)).not.toContain(TOKEN);
  expect(shown.safe({ rows: [{ label: `x ${TOKEN}` }], n: 3 })).toEqual({ rows: [{ label: "x [redacted]" }], n: 3 });
});

test("long answers are cut and said to be, and of many requests the first are shown with their number", () => {
  const shown = new ShownRequests({});
  const many = Array.from({ length: 400 }, () => exchange({ body: "x".repeat(BODY_SHOWN + 1) }));
  for (let at = 0; at < 20; at += 1) shown.take({ asked: "list", concluded: [], exchanges: many }, null);
  const [first] = shown.questions;
  expect([first?.exchangesTotal, first?.exchanges.length]).toEqual([400, 8]);
  expect(first?.exchanges[0]).toMatchObject({ isCut: true, body: "x".repeat(BODY_SHOWN) });
  expect(shown.questions.flatMap(({ exchanges }) => exchanges)).toHaveLength(60);
});
