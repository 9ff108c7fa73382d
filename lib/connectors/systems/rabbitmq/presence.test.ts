import { expect, it } from "vitest";
import { presenceOf } from "./presence.ts";
import { nodes, user } from "./schema.ts";

const without = user.parse({ name: "mia", password_hash: "", tags: "a, b" });
const accepting = (...names: readonly string[]) =>
  nodes.parse([{ running: true, auth_mechanisms: names.map((name) => ({ name, enabled: true })) }]);

it("calls a user without a password disabled only where passwords are all that is accepted", () => {
  expect(presenceOf(without, accepting("PLAIN", "AMQPLAIN"))).toBe("disabled");
  expect(presenceOf(without, accepting("PLAIN", "EXTERNAL"))).toBe("unknown");
  expect(presenceOf(without, nodes.parse([{ running: true }]))).toBe("unknown");
  expect(presenceOf({ ...without, password_hash: "x" }, accepting("PLAIN"))).toBe("active");
});

it("reads tags as a list and as the text of older brokers", () => {
  expect(without.tags).toEqual(["a", "b"]);
  expect(user.parse({ name: "mia", password_hash: "", tags: [] }).tags).toEqual([]);
});
