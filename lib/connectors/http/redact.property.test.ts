import fc from "fast-check";
import { expect, it } from "vitest";
import { KEPT_BODY_BYTES, kept } from "./kept.ts";
import { redactor } from "./redact.ts";

const OWN = "own-Secret/value+of=this-connection";
const redact = redactor([OWN]);

/** What ends a value where nothing encloses it is no part of a secret that can be known for one. */
const ALPHABET = [..."abcXYZ019!#$%'()*+,-./:;=?@[]^_`{|}~"];
const secrets = fc
  .string({ unit: fc.constantFrom(...ALPHABET), minLength: 8, maxLength: 40 })
  .map((text) => `q7${text}`);
const words = fc.stringMatching(/^q7[\w-]{16,40}$/);

const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  element: (secret) => `<password type="p">${secret}</password>`,
  "message in JSON": (secret) => `{"message":${JSON.stringify(`no, password=${secret}`)}}`,
  "form in JSON": (secret) => `{"detail":${JSON.stringify(`client_secret=${secret}&a=b`)}}`,
  field: (secret) => `{"jwt":${JSON.stringify(secret)}}`,
  "name beside": (secret) => `{"name":"apiKey","val":${JSON.stringify(secret)}}`,
  "name after": (secret) => `{"val":${JSON.stringify(secret)},"name":"apiKey"}`,
  line: (secret) => `\npassword: ${secret}\n`,
  "escaped name": (secret) => `{"t\\u006fken":${JSON.stringify(secret)}}`,
};
const ADDRESSES: Readonly<Record<string, (secret: string) => string>> = {
  "user-info": (secret) => `postgres://u:${secret}@h`,
  webhook: (secret) => `https://hooks.slack.com/services/T01/B01/${secret}`,
  own: () => OWN,
};

/** Where a form may stand: in a page, in a message, and in a list of objects, with or without its end. */
const AROUND: Readonly<Record<string, (form: string, before: number, after: number) => string>> = {
  page: (form, before, after) => `${"lorem ipsum ".repeat(before / 12)} ${form} ${"dolor ".repeat(after / 6)}`,
  list: (form, before, after) =>
    `[${'{"id":"lorem ipsum dolor sit amet, consectetur"},'.repeat(before / 49)}${form.startsWith("{") ? form : JSON.stringify(form)}${',{"id":"sed do eiusmod tempor incididunt ut lab"}'.repeat(after / 49)}]`,
  "cut list": (form, before) =>
    `[${'{"id":"lorem ipsum dolor sit amet, consectetur"},'.repeat(before / 49)}${form.startsWith("{") ? form : JSON.stringify(form)}`,
};

// Where a text is cut: at what is kept and at the two ends of what is worked on.
const places = fc.oneof(
  fc.nat(300),
  ...[1, 2, 2.125, 3].map((times) => fc.integer({ min: -60, max: 60 }).map((by) => times * KEPT_BODY_BYTES + by)),
);
const cuts = fc.nat(60);

it.each(Object.keys(AROUND))(
  "keeps no secret, whole or the most of it, whatever form it has and wherever it stands in a %s",
  (where) => {
    const each = (forms: typeof FORMS, values: fc.Arbitrary<string>) =>
      fc.assert(
        fc.property(
          fc.constantFrom(...Object.keys(forms)),
          values,
          places,
          places,
          cuts,
          (name, secret, at, after, cut) => {
            // What is cut off before its name, its "@" or its own end is not known for a secret.
            const isCut = where === "cut list" && !["name after", "user-info", "own"].includes(name);
            const text = AROUND[where]?.(forms[name]?.(secret) ?? "", at, after) ?? "";
            const safe = kept(redact(text.slice(0, text.length - (isCut ? cut : 0))));
            const own = name === "own" ? OWN.slice(0, 12) : secret.slice(0, 8);
            return !safe.includes(own) && !safe.includes(JSON.stringify(own).slice(1, -1));
          },
        ),
        { numRuns: 40 },
      );
    each(FORMS, secrets);
    each(ADDRESSES, words);
  },
);

it("bounds its work: ten megabytes of names without values take no longer than what is kept of them", () => {
  for (const piece of [
    "?token",
    '"token',
    "<token ",
    "&key",
    '{"value":',
    "token=",
    '\\"',
    "[",
    "://",
    "eyJ-",
    "a: ",
    ", token",
  ]) {
    const text = piece.repeat((10 * 1024 * 1024) / piece.length);
    for (const hostile of [text, `{"${text}`]) {
      const began = performance.now();
      redact(hostile);
      expect({ piece, isQuick: performance.now() - began < 1000 }).toEqual({ piece, isQuick: true });
    }
  }
});

it("drops the secret that the end of its work cuts in half, however much was taken out before it", () => {
  const text = `{"token":"${"x".repeat(100_000)}","note":"${"y".repeat(28 * 1024)}`;
  for (let by = 0; by < 12_000; by += 97) {
    expect(kept(redact(`${text}${"z".repeat(by)}${OWN}${"w".repeat(20_000)}`))).not.toContain(OWN.slice(0, 6));
  }
});
