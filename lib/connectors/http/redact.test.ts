import { describe, expect, it } from "vitest";
import { embeddedForms, literalRedactor, redactor } from "./redact.ts";

const TOKEN = "tok+en/with=signs-1234";
const redact = redactor([TOKEN, "abc"]);

describe("redaction", () => {
  it.each([
    ["plain", `the token is ${TOKEN}.`],
    ["URL-encoded", `?q=${encodeURIComponent(TOKEN)}`],
    ["base64", `Basic ${Buffer.from(TOKEN).toString("base64")}`],
    ["inside JSON", JSON.stringify({ note: TOKEN })],
    ["inside broken JSON", `{"note":"${TOKEN}`],
    ["in a form", new URLSearchParams({ note: `${TOKEN} ~` }).toString()],
    ["with escaped slashes", `{"note":"${TOKEN.replace("/", "\\/")}`],
    ["in base64 of an address", `?q=${Buffer.from(TOKEN).toString("base64url")}`],
  ])("takes the connection's own secret out, %s", (_, text) => {
    const safe = redact(text);
    expect(safe).not.toContain(TOKEN);
    expect(safe).not.toContain(encodeURIComponent(TOKEN));
    expect(safe).not.toContain(TOKEN.replace("/", "\\/"));
    expect(safe).not.toContain(Buffer.from(TOKEN).toString("base64url"));
    expect(safe).not.toContain(Buffer.from(TOKEN).toString("base64"));
  });

  it.each([
    ['{"password":"hunter2"}'],
    ['{"userPassword":"hunter2"}'],
    ['{"a":{"client_secret":"hunter2"}}'],
    ['{"apiKey":"hunter2"}'],
    ['{"api-key":"hunter2"}'],
    ['{"access_token":"hunter2","x":1}'],
    ['{"Authorization":"Bearer hunter2"}'],
    ['{"credentials":[{"value":"hunter2"}]}'],
    ['{"private_key":{"pem":"hunter2"}}'],
    ['{"private_url_key":"hunter2"}'],
    ['{"user":{"http_cal_url":"https://cal.example/private/hunter2/feed"}}'],
    ['{"items":[{"verificationCode":"hunter2"}]}'],
    ['{"p\\u0061ssword":"hunter2"}'],
    ['[{"session_id":"hunter2"}]'],
    ['{"password":"hunter2'],
    ['junk "password" : "hunter2", more'],
    ['<input name="password" value="hunter2">'],
    ["https://x.example/?access_token=hunter2&b=1"],
    ["Authorization: Bearer hunter2"],
    ["token=hunter2&token_type_hint=refresh_token"],
    ["https://zoom.example/j/123?pwd=hunter2"],
    ['{"personal_meeting_url":"https://zoom.example/j/123?pwd=hunter2"}'],
    ['{"host_key":"hunter2","pmi":1}'],
    ['{"pwd":"hunter2"}'],
    ['{"recovery_codes":["hunter2"]}'],
    ['{"note":"sent with Bearer hunter2"}'],
    ['{"config":"{\\"clientSecret\\":\\"hunter2\\"}"}'],
    ['{"settings":[{"name":"smtp_password","value":"hunter2"}]}'],
    ['{"rows":[{"attribute":"Cleartext-Password","op":":=","value":"hunter2"}]}'],
    ["<AccessKey><SecretAccessKey>hunter2</SecretAccessKey></AccessKey>"],
    ['<password type="p">hunter2</password>'],
    ["<password><![CDATA[hunter2]]></password>"],
    ['<user password="hunter2"/>'],
    ['{"message":"login failed, password=hunter2"}'],
    ['{"message":"login failed, password=hunter2'],
    ['{"detail":"client_secret=hunter2&grant_type=x"}'],
    ['{"detail":"<password>hunter2</password>"}'],
    ["postgres://u:hunter2@h"],
    ['{"dsn":"postgres:\\/\\/u:hunter2@h"}'],
    ['{"jwt":"hunter2"}'],
    ['{"note":"eyJhbGciOi.eyJzdWIiOi.hunter2"}'],
    ['{"name":"apiKey","val":"hunter2"}'],
    ['{"Value":["hunter2"],"Key":"smtp_password"}'],
    ['{"op":"replace","path":"password","value":"hunter2"}'],
    ['{"rows":[{"name":"apiKey","value":"hunter2'],
    ['note: {"value":"hunter2","name":"apiKey"}'],
    ["user: mia\npassword: hunter2\n"],
    ["[db]\npassword = hunter2\n"],
    ["{user: mia, password: hunter2}"],
    ["{'password': 'hunter2'}"],
    ['{"t\\u006fken":"hunter2"'],
    ['junk {"t\\u006fken":"hunter2"'],
    ['{"x":"password":"hunter2"}'],
    ['{"a":5" disk,"password":"hunter2"}'],
    ["https://hooks.slack.com/services/T01/B01/hunter2"],
    ['{"url":"https:\\/\\/hooks.slack.com\\/services\\/T01\\/B01\\/hunter2"}'],
    ["https://discord.example/api/webhooks/1234/hunter2-0123456789abcdef"],
  ])("takes the value out of %s", (text) => {
    expect(redact(text)).not.toContain("hunter2");
  });

  it("hides numbers under a secret's name and keeps what a feature merely switches", () => {
    expect(redact('{"otp":123456,"changePassword":{"supported":true}}')).toBe(
      '{"otp":"[redacted]","changePassword":{"supported":true}}',
    );
  });

  it("leaves a body without secrets as it came, byte for byte", () => {
    const body = '{ "id":"1",  "active":false, "emails":[{"value":"a@b.example"}] }';
    expect(redact(body)).toBe(body);
    const named =
      '{"attributes":[{"name":"office","value":"Bergen"}],"pwdLastSet":1,"code":"E-1","keys":[{"kid":"a"}]}';
    expect(redact(named)).toBe(named);
  });

  it("keeps all that is no secret as it was written, numbers to their last digit", () => {
    expect(redact('{ "id":9007199254740993, "x":1.50, "y":"\\u00e9\\/", "token":"a" }')).toBe(
      '{ "id":9007199254740993, "x":1.50, "y":"\\u00e9\\/", "token":"[redacted]" }',
    );
  });

  it("keeps a list that is cut off, and the names that its fields say", () => {
    const list = '{"value":[{"id":"a","token":"x","emails":[{"value":"a@b.example"}]},{"id":"b"';
    expect(redact(list)).toBe(list.replace('"x"', '"[redacted]"'));
  });

  it("finds its own secret behind escapes", () => {
    expect(redact('{"note":"tok\\u002ben/with=signs-1234"}')).toBe('{"note":"[redacted]"}');
  });

  it("is done with a hostile text in an instant: names without end, in an address and in a broken body", () => {
    const began = performance.now();
    for (const text of [`?${"key".repeat(100_000)}`, `{"${"token".repeat(60_000)}`, `<${"secret".repeat(50_000)}`]) {
      redact(text);
    }
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it("does not blot out short words that happen to be configured as a secret", () => {
    expect(redact("abc")).toBe("abc");
  });

  it("takes out a secret with quotes that was escaped twice, as JSON within JSON is", () => {
    const secret = 'se"cret\\value';
    const twice = JSON.stringify({ inner: JSON.stringify({ echo: secret }) });
    expect(redactor([secret])(twice)).not.toContain("cret");
  });

  it("finds a password in the base64 of a longer text, wherever it begins there", () => {
    const safe = literalRedactor(embeddedForms(TOKEN));
    for (const user of ["a", "ab", "abc", "abcd"]) {
      const pair = Buffer.from(`${user}:${TOKEN}`).toString("base64");
      expect(safe(pair).length).toBeLessThan(pair.length - 12);
    }
    expect(embeddedForms("short")).toEqual([]);
  });
});
