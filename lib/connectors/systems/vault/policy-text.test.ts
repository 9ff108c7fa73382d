import { expect, test } from "vitest";
import { mayKnow, readPolicy } from "./policy-text.ts";

const knows = (text: string, path: string) => {
  const grants = readPolicy(text);
  return grants === null ? "not understood" : mayKnow(grants, path);
};
const READ = '{ capabilities = ["read"] }';

test.each([
  [`path "secret/data/apps/*" ${READ}`, "secret/data/apps/shop", true],
  [`path "secret/data/apps/*" ${READ}`, "secret/data/infra/root", false],
  [`path "secret/data/apps/shop" ${READ}`, "secret/data/apps/shop", true],
  [`path "secret/data/apps/shop" ${READ}`, "secret/data/apps/shop2", false],
  [`path "secret/data/+/shop" ${READ}`, "secret/data/apps/shop", true],
  [`path "secret/data/+/shop" ${READ}`, "secret/data/a/b/shop", false],
  [`path "*" ${READ}`, "secret/data/apps/shop", true],
  [`path "secret/data/{{identity.entity.name}}/*" ${READ}`, "secret/data/mia/key", true],
  [`path "secret/data/app.s/x" ${READ}`, "secret/data/appss/x", false],
  ['path "secret/data/*" { capabilities = ["list", "delete"] }', "secret/data/apps/shop", false],
  ['path "secret/data/*" { capabilities = ["create"] }', "secret/data/apps/shop", true],
  ['path "secret/data/*" { capabilities = ["list", "update"] }', "secret/data/apps/shop", true],
  ['path "secret/data/*" { capabilities = ["patch"] }', "secret/data/apps/shop", true],
  ['path "secret/data/*" { policy = "write" }', "secret/data/apps/shop", true],
  ['# path "x" {\npath "secret/data/*" { // here\n capabilities = ["read",] }', "secret/data/apps/shop", true],
  [
    'path "secret/data/*" { allowed_parameters = { "a" = ["}"] }\n capabilities = ["read"] }',
    "secret/data/apps/shop",
    true,
  ],
  ['{"path": {"secret/data/*": {"capabilities": ["read"]}}}', "secret/data/apps/shop", true],
])("the policy %s on %s: %s", (text, path, expected) => {
  expect(knows(text, path)).toBe(expected);
});

test.each([
  ['path "secret/*" { something = "new" }'],
  [`rule "secret/*" ${READ}`],
  ['path "secret/*" { capabilities = ["read"]'],
  ['{"path": {"secret/*": {}}}'],
  ['import "sockaddr"\nmain = rule { true }'],
  ["§"],
])("a policy that is not understood grants nothing known: %s", (text) => {
  expect(readPolicy(text)).toBeNull();
});
