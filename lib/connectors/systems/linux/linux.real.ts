import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Connection, Look, Target } from "../../contract.ts";
import { manifestProblems } from "../../registry.ts";
import { shownAfter } from "../../testing/shown.ts";
import { account, accountOf, asRoot, KEY, open, run, signal, signIn, target, targetsOf, why } from "./testing/host.ts";

let connection: Required<Connection>;
let mia: string;

if (!target.runs) describe("Linux", () => it.skip(`could not be started: ${why}`));

describe.runIf(target.runs)("Linux", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    connection = open();
    await asRoot("cp -a /srv/people/mia/.ssh/authorized_keys /run/stage/mia-keys; groupadd payables");
  });
  beforeEach(async () => {
    await asRoot(`pkill -KILL -u mia; userdel -r mia; groupdel mia; rm -rf /srv/people/mia; useradd -b /srv/people -m -s /bin/bash -G payables mia
      echo 'mia:a-password-of-mia' | chpasswd
      install -d -m 700 -o mia -g mia /srv/people/mia/.ssh
      install -m 600 -o mia -g mia /run/stage/mia-keys /srv/people/mia/.ssh/authorized_keys`);
    mia = await accountOf(connection, "mia");
  });
  accounts();
  credentials();
  sessions();
  rights();
  limits();
});

/** Looks until a killed process is no more listed, as late as the manifest's freshness says. */
async function untilGone(one: Target): Promise<Look> {
  for (;;) {
    const seen = await connection.observe(one, signal);
    if (seen.presence !== "active") return seen;
  }
}

function accounts(): void {
  it("finds an account by name and calls the host's own accounts system accounts", async () => {
    expect(manifestProblems(connection)).toEqual([]);
    const { rows, complete } = await connection.listAccounts(signal);
    expect(complete).toBe(true);
    expect(rows.find(({ userName }) => userName === "mia")).toMatchObject({ nativeId: mia, presence: "active" });
    expect(rows.find(({ userName }) => userName === "root")?.kind).toBe("system");
    expect((await connection.check(signal)).findings).toEqual([]);
  });
  it("closes an account, sees it closed by another account, and may do so twice", async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const done = await connection.revoke(account(mia), "disabled", signal);
      expect(done.outcome).toEqual({ kind: "accepted" });
      const seen = await connection.observe(account(mia), signal);
      expect(shownAfter("account", "disabled", [done, seen])).toBe("verified_disabled");
    }
    await expect(signIn("mia")).rejects.toThrow();
  });
  it("usermod -L alone leaves the key login working; Closeout shows account and key Still present, never Verified", async () => {
    await asRoot("usermod -L mia");
    const client = await signIn("mia");
    client.end();
    const seen = await connection.observe(account(mia), signal);
    expect(shownAfter("account", "disabled", ["reported", seen])).toBe("still_present");
    const keys = await targetsOf(connection, mia, "credential");
    expect(keys).toHaveLength(1);
    for (const key of keys) {
      const look = await connection.observe(key, signal);
      expect(shownAfter("credential", "invalidated", ["reported", look])).toBe("still_present");
    }
  });
  it("a closed account whose key still lies there is Latent until the key is gone", async () => {
    const done = await connection.revoke(account(mia), "disabled", signal);
    const closed = await connection.observe(account(mia), signal);
    const [key] = await targetsOf(connection, mia, "credential");
    if (key === undefined) throw new Error("no key");
    const left = shownAfter("credential", "invalidated", [done, await connection.observe(key, signal)]);
    const siblings = [{ layer: "credential", key: left }] as const;
    expect(shownAfter("account", "disabled", [done, closed], { siblings })).toBe("latent");
    const removed = await connection.revoke(key, "invalidated", signal);
    expect(removed.outcome).toEqual({ kind: "accepted" });
    const gone = await connection.observe(key, signal);
    expect(shownAfter("credential", "invalidated", [removed, gone])).toBe("verified_removed");
    expect((await connection.revoke(key, "invalidated", signal)).outcome.kind).toBe("already_absent");
  });
  it("sees an account that is gone, one created anew, and does not take a number that was given away for absence", async () => {
    await asRoot("userdel mia");
    expect((await connection.observe(account(mia), signal)).presence).toBe("absent");
    await asRoot("useradd -u 4321 mia");
    const again = await connection.observe(account(mia), signal);
    expect(again.facts.recreatedAs).toBe("4321:mia");
    await asRoot("userdel mia; useradd mia; usermod -l maria mia");
    expect((await connection.observe(account(mia), signal)).presence).toBe("unknown");
    await asRoot("userdel maria");
    expect((await connection.observe(account("never-there"), signal)).presence).toBe("absent");
  });
}

function credentials(): void {
  it("lists every key of every file that sshd reads, and removes the one that was meant", async () => {
    await asRoot(`ssh-keygen -q -t ed25519 -N '' -C laptop -f /run/stage/laptop; ssh-keygen -q -t rsa -b 2048 -N '' -C ci -f /run/stage/ci
      (echo '# a comment'; cat /run/stage/laptop.pub; echo 'command="/bin/true",no-pty '"$(cat /run/stage/ci.pub)") > /srv/people/mia/.ssh/authorized_keys2`);
    const keys = (await targetsOf(connection, mia, "credential")).filter(({ nativeKey }) => nativeKey !== "password");
    expect(keys.map(({ label }) => label.split(" ").at(-1))).toEqual(expect.arrayContaining(["laptop", "ci"]));
    const laptop = keys.find(({ label }) => label.endsWith("laptop"));
    if (laptop === undefined) throw new Error("no key");
    await connection.revoke(laptop, "invalidated", signal);
    const left = await targetsOf(connection, mia, "credential");
    expect(left.map(({ nativeKey }) => nativeKey)).not.toContain(laptop.nativeKey);
    expect(left).toHaveLength(keys.length);
    await asRoot("rm -f /run/stage/laptop* /run/stage/ci*");
  });
  it("removes no key of anybody else where a home's folder is a link to theirs", async () => {
    await asRoot(
      "rm -rf /srv/people/mia/.ssh; ln -s /srv/people/leo/.ssh /srv/people/mia/.ssh; chmod 755 /srv/people/leo /srv/people/leo/.ssh; chmod 644 /srv/people/leo/.ssh/authorized_keys",
    );
    const keys = (await targetsOf(connection, mia, "credential")).filter(({ nativeKey }) => nativeKey !== "password");
    for (const key of keys) expect((await connection.revoke(key, "invalidated", signal)).outcome.kind).toBe("refused");
    const leo = await signIn("leo");
    leo.end();
    expect(keys.length).toBeGreaterThan(0);
  });
  it("does not call credentials seen whole where sshd takes keys from a command", async () => {
    await asRoot(
      "cp /etc/ssh/sshd_config /run/stage/kept; (echo 'AuthorizedKeysCommand /bin/echo'; echo 'AuthorizedKeysCommandUser nobody') >> /etc/ssh/sshd_config",
    );
    const nobody: Target = {
      layer: "credential",
      accountNativeId: mia,
      nativeKey: "SHA256:x /srv/people/mia/.ssh/authorized_keys",
    };
    expect((await connection.observe(nobody, signal)).presence).toBe("unknown");
    expect((await connection.listAccess([mia], signal)).complete).toBe(false);
    await asRoot("cp /run/stage/kept /etc/ssh/sshd_config");
  });
  it("locks the password and sees it locked", async () => {
    const password = (await targetsOf(connection, mia, "credential")).find(({ nativeKey }) => nativeKey === "password");
    if (password === undefined) throw new Error("no password");
    const done = await connection.revoke(password, "invalidated", signal);
    const seen = await connection.observe(password, signal);
    expect(shownAfter("credential", "invalidated", [done, seen])).toBe("verified_removed");
  });
}

function sessions(): void {
  it("closing blocks new sign-ins but not the running session; Closeout shows the account Latent until it is ended", async () => {
    const client = await signIn("mia");
    client.on("error", () => undefined);
    const done = await connection.revoke(account(mia), "disabled", signal);
    const closed = await connection.observe(account(mia), signal);
    expect(await run(client, "echo still")).toBe("still\n");
    const running = await targetsOf(connection, mia, "session");
    expect(running.length).toBeGreaterThan(0);
    for (const one of running) {
      const key = shownAfter("session", "invalidated", [done, await connection.observe(one, signal)]);
      expect(key).toBe("still_present");
      expect(shownAfter("account", "disabled", [done, closed], { siblings: [{ layer: "session", key }] })).toBe(
        "latent",
      );
      const ended = await connection.revoke(one, "invalidated", signal);
      expect(ended.outcome.kind).toBe("accepted");
      expect(shownAfter("session", "invalidated", [ended, await untilGone(one)])).toBe("verified_removed");
      expect((await connection.revoke(one, "invalidated", signal)).outcome.kind).toBe("already_absent");
    }
    expect(await targetsOf(connection, mia, "session")).toEqual([]);
  });
}

function rights(): void {
  it("takes a supplementary group, and says that a primary one must be replaced by a person", async () => {
    await asRoot("usermod -g payables -G payables,users mia");
    const groups = await targetsOf(connection, mia, "group");
    const outcomes = new Map<string, string>();
    for (const one of groups) {
      const done = await connection.revoke(one, "absent", signal);
      outcomes.set(one.label, `${done.outcome.kind} ${(await connection.observe(one, signal)).presence}`);
    }
    expect(Object.fromEntries(outcomes)).toEqual({
      payables: "accepted absent",
      users: "accepted absent",
      "payables (primary group)": "unsupported active",
    });
  });
  it("shows sudo rules, also those that come through a group, and that they are gone", async () => {
    await asRoot("echo '%payables ALL=(ALL) NOPASSWD: /usr/bin/id' > /etc/sudoers.d/payables");
    const [rule] = await targetsOf(connection, mia, "entitlement");
    if (rule === undefined) throw new Error("no rule");
    expect(rule.label).toBe("sudo (ALL) NOPASSWD: /usr/bin/id");
    expect((await connection.observe(rule, signal)).presence).toBe("active");
    await asRoot("gpasswd -d mia payables");
    expect((await connection.observe(rule, signal)).presence).toBe("absent");
    await asRoot("rm /etc/sudoers.d/payables");
  });
  it("shows and removes what runs without anybody: crontab, jobs of at, lingering", async () => {
    await asRoot(`echo '5 4 * * * curl -u mia:hunter2-in-a-job https://example.com' | crontab -u mia -
      mkdir -p /var/lib/systemd/linger; touch /var/lib/systemd/linger/mia
      su mia -c 'echo true | at now + 1 hour'`);
    const machines = await targetsOf(connection, mia, "machine_identity");
    expect(machines.map(({ nativeKey }) => nativeKey.split(":")[0])).toEqual(["crontab", "at", "linger"]);
    for (const one of machines) {
      const done = await connection.revoke(one, "absent", signal);
      expect(JSON.stringify(done)).not.toContain("hunter2");
      if (one.nativeKey === "linger") continue;
      expect(shownAfter("machine_identity", "absent", [done, await connection.observe(one, signal)])).toBe(
        "verified_removed",
      );
    }
    await asRoot("rm -f /var/lib/systemd/linger/mia");
  });
}

function limits(): void {
  it("sends nothing to a host that shows another key, and says so", async () => {
    const other = open({ hostKey: `SHA256:${"A".repeat(43)}` });
    const report = await other.check(signal);
    expect(report).toMatchObject({ reachable: true, authorised: false });
    expect(report.findings.join(" ")).toContain("another key");
    expect(await other.observe(account(mia), signal)).toMatchObject({ presence: "unknown", failure: "connection" });
    expect((await other.revoke(account(mia), "disabled", signal)).outcome.kind).toBe("unknown");
  });
  it.each([
    ["an account that the host does not know", { user: "nobody-here", observeUser: undefined }, "refuses the account"],
    ["a port where nothing listens", { port: 9 }, "Nothing listens"],
    ["a host without an address", { host: "host.invalid" }, "name is not known"],
    ["a private address that nobody allowed", { host: "10.1.2.3" }, "private"],
    ["an account without sudo rules", { observeUser: "leo" }, "sudo does not allow"],
  ])("says in a sentence what is wrong, and nothing turns green: %s", async (_what, more, sentence) => {
    const wrong = open(more);
    expect((await wrong.check(signal)).findings.join(" ")).toContain(sentence);
    expect(await wrong.observe(account(mia), signal)).toMatchObject({ presence: "unknown" });
    expect(await wrong.listAccounts(signal)).toMatchObject({ rows: [], complete: false });
  });
  it("lets the acting account do nothing that the documented sudo rules do not name", async () => {
    const closeout = await signIn("closeout");
    for (const command of [
      "sudo -n cat /etc/shadow",
      "sudo -n usermod -G sudo -- closeout",
      "sudo -n usermod -L -e 1 -- mia -o",
      "sudo -n -u mia -- sed -i -e 's,A,B,w /tmp/x' -- /srv/people/mia/.ssh/authorized_keys",
      "sudo -n sed -i -e '\\,AAAA,d' -- /etc/shadow",
      "sudo -n -u '#0' -- cat -- /etc/shadow",
      "sudo -n crontab -u mia /tmp/evil",
      "sudo -n pkill -KILL -s 1",
    ]) {
      expect(await run(closeout, `${command} >/dev/null 2>&1; echo $?`)).toBe("1\n");
    }
    closeout.end();
  });
  it("keeps no hash and no key of its own in what it keeps, and touches neither root nor itself", async () => {
    const kept = [await connection.listAccess([mia], signal), await connection.check(signal)];
    for (const name of ["root", "closeout"]) {
      const done = await connection.revoke(account(await accountOf(connection, name)), "disabled", signal);
      expect(done.outcome.kind).toBe("unsupported");
    }
    expect(JSON.stringify(kept)).not.toMatch(/\$y\$|\$6\$/);
    expect(JSON.stringify(kept)).not.toContain(KEY.split("\n")[2]);
  });
}
