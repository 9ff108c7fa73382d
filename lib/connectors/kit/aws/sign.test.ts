import { expect, test } from "vitest";
import { type Signable, signatureHeaders } from "./sign.ts";

const SIGNER = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  sessionToken: null,
  region: "us-east-1",
  service: "service",
};
const AT = Date.UTC(2015, 7, 30, 12, 36, 0);
const VANILLA: Signable = {
  method: "GET",
  host: "example.amazonaws.com",
  path: "/",
  query: "",
  headers: {},
  body: "",
};
const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Vectors of AWS's own test suite for Signature Version 4, and the example of its documentation (the last). */
test.each<[string, Partial<Signable>, string, string]>([
  ["get-vanilla", {}, "service", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
  ["post-vanilla", { method: "POST" }, "service", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
  [
    "post-x-www-form-urlencoded",
    { method: "POST", headers: FORM, body: "Param1=value1" },
    "service",
    "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
  ],
  [
    "IAM's ListUsers",
    {
      host: "iam.amazonaws.com",
      query: "Action=ListUsers&Version=2010-05-08",
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    },
    "iam",
    "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
  ],
])("signs as AWS does: %s", (_name, request, service, signature) => {
  const headers = signatureHeaders({ ...SIGNER, service }, { ...VANILLA, ...request }, AT);
  expect(headers["authorization"]).toContain(`Credential=AKIDEXAMPLE/20150830/us-east-1/${service}/aws4_request`);
  expect(headers["authorization"]).toMatch(new RegExp(`Signature=${signature}$`));
});

test("the token of temporary credentials is sent and signed", () => {
  const headers = signatureHeaders({ ...SIGNER, sessionToken: "session-1" }, VANILLA, AT);
  expect(headers["x-amz-security-token"]).toBe("session-1");
  expect(headers["authorization"]).toContain("SignedHeaders=host;x-amz-date;x-amz-security-token,");
});
