import { expect, it } from "vitest";
import { commandLine, NAME, PATH, READ } from "./commands.ts";
import * as parse from "./parse.ts";

const ACCOUNT = { name: "mia", home: "/srv/people/mia" };

it("calls a list of accounts unreadable when one line is not what it should be", () => {
  const row = "mia:x:1001:1001:Mia Berg,,,:/srv/people/mia:/bin/bash";
  expect(parse.parsePasswd(`${row}\n`)).toEqual([
    { name: "mia", uid: "1001", gid: "1001", fullName: "Mia Berg", home: "/srv/people/mia" },
  ]);
  for (const odd of ["+::::::", "mia:x:one:1:::", "Sorry, try again.", `${row}:more`]) {
    expect(parse.parsePasswd(`${row}\n${odd}\n`)).toBeNull();
  }
});

it("reads the day on which an account ends, and takes no day and -1 for none", () => {
  expect(parse.parseEnds("mia:1\nleo:\nida:-1\n")).toEqual(
    new Map([
      ["mia", 1],
      ["leo", null],
      ["ida", null],
    ]),
  );
  expect(parse.parseEnds("mia:1:2\n")).toBeNull();
  expect(parse.parseEnds("mia:soon\n")).toBeNull();
});

it("tells a usable password from a locked one and from none at all", () => {
  const states = parse.parsePasswords(
    "a P 2026-01-01 0 99999 7 -1\nb L 2026-01-01 0 99999 7 -1\nc NP 2026-01-01 0 1 7 -1\n",
  );
  expect(states).toEqual(
    new Map([
      ["a", "usable"],
      ["b", "locked"],
      ["c", "none"],
    ]),
  );
  expect(parse.parsePasswords("a X 2026-01-01\n")).toBeNull();
});

it("finds a key behind options, skips comments, and reads no key out of a word", () => {
  const blob = "AAAAC3NzaC1lZDI1NTE5AAAAIJfE4mBv3Yc0xTz1rQ8yQm2n5d6w7e8r9t0y1u2i3o4p";
  const lines = [
    `ssh-ed25519 ${blob} mia@laptop`,
    `command="echo ssh-rsa no",no-pty ssh-ed25519 ${blob}`,
    `# ssh-ed25519 ${blob} old`,
    "ssh-ed25519 short",
    "",
  ];
  const keys = parse.parseKeys(lines.join("\n"));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toMatchObject({ type: "ssh-ed25519", blob, comment: "mia@laptop" });
  expect(keys[0]?.fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
});

it("expands sshd's paths, refuses one that is more than a path, and sees that keys come from elsewhere", () => {
  const files = (value: string, more = "") => parse.parseSshd(`authorizedkeysfile ${value}\n${more}`, ACCOUNT);
  expect(files(".ssh/authorized_keys /etc/keys/%u %h/k")?.keyFiles).toEqual([
    "/srv/people/mia/.ssh/authorized_keys",
    "/etc/keys/mia",
    "/srv/people/mia/k",
  ]);
  expect(files("none")).toEqual({ keyFiles: [], elsewhere: false });
  expect(files("/etc/$(id)")).toBeNull();
  expect(files(".ssh/k", "trustedusercakeys /etc/ca.pub\n")?.elsewhere).toBe(true);
  expect(files(".ssh/k", "authorizedkeyscommand none\ntrustedusercakeys none\n")?.elsewhere).toBe(false);
  expect(parse.parseSshd("port 22\n", ACCOUNT)).toBeNull();
});

it("reads sudo's rules, and takes an answer that is neither rules nor none for unreadable", () => {
  const rules =
    "Matching Defaults entries for mia on host:\n    env_reset\n\nUser mia may run the following commands on host:\n    (ALL : ALL) ALL\n";
  expect(parse.parseSudo(rules)).toEqual(["(ALL : ALL) ALL"]);
  expect(parse.parseSudo("User mia is not allowed to run sudo on host.\n")).toEqual([]);
  expect(parse.parseSudo("")).toBeNull();
});

it("lets no name or path that a shell could read as more onto a command line", () => {
  for (const name of ["-rf", "mia;id", "mia leo", "Mia", "$(id)", "mia\n", "../x", "", "名前"])
    expect(NAME.test(name)).toBe(false);
  for (const path of ["/srv/people/mia/a b", "/srv/people/mia/..;", "relative", "/a\n/b", "/"])
    expect(PATH.test(path)).toBe(false);
  expect(commandLine(READ.keys("mia", "/srv/people/mia/it's"))).toBe(
    "env LC_ALL=C TZ=UTC0 sudo -n -u mia -- /usr/bin/cat -- '/srv/people/mia/it'\\''s'",
  );
});

it("reads ten thousand groups on one account", () => {
  const out = Array.from({ length: 10_000 }, (_, at) => `g${at}:x:${at}:leo,mia`).join("\n");
  expect(parse.parseGroups(out)?.filter(({ members }) => members.includes("mia"))).toHaveLength(10_000);
});
