import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asRoot, run, settings, signIn, target, why } from "#lib/connectors/systems/linux/testing/host.ts";
import {
  asksTheGate,
  connected,
  everGreen,
  leaves,
  looksAgain,
  PATIENCE_MS,
  shows,
  switchActingOn,
} from "../testing/real/product.ts";
import type { Stage } from "../testing/stage.ts";

/** An account of the stage's own, with a password and a key that signs in. */
async function makeUser(name: string): Promise<void> {
  await asRoot(`useradd -b /srv/people -m -s /bin/bash ${name}; echo '${name}:a-password-of-theirs' | chpasswd
    install -d -m 700 -o ${name} -g ${name} /srv/people/${name}/.ssh
    install -m 600 -o ${name} -g ${name} ~root/.ssh/authorized_keys /srv/people/${name}/.ssh/authorized_keys`);
}

/** Somebody signed in, whose command goes on. */
async function signedIn(name: string) {
  const client = await signIn(name);
  client.on("error", () => undefined);
  let lives = true;
  client.once("close", () => {
    lives = false;
  });
  return { works: async () => lives && (await run(client, "echo still")) === "still\n", end: () => client.end() };
}

if (!target.runs) describe("Linux", () => it.skip(`could not be started: ${why}`));

describe.runIf(target.runs)("somebody who leaves a Linux host", { timeout: 3 * PATIENCE_MS }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await connected({ name: "Linux", connector: "linux", ...settings() });
  }, PATIENCE_MS);
  afterAll(() => stage?.[Symbol.asyncDispose]());

  it("a locked password leaves the key: Still present until the account has ended, then Latent while session or key are left", async () => {
    await makeUser("by-hand");
    const session = await signedIn("by-hand");
    const caseId = await leaves(stage, "by-hand");
    const found = await shows(stage, "found", caseId, ({ layers }) => layers.session?.[0] === "still_present");
    expect(found.layers).toMatchObject({ account: ["still_present"], credential: ["still_present", "still_present"] });
    await asRoot("usermod -L by-hand");
    const locked = await looksAgain(stage, "the lock is seen", caseId, ({ layers }) =>
      Boolean(layers.credential?.includes("verified_removed")),
    );
    expect(locked.layers).toMatchObject({
      account: ["still_present"],
      credential: ["still_present", "verified_removed"],
    });
    (await signIn("by-hand")).end();
    await asRoot("usermod -L -e 1 by-hand");
    const ended = await looksAgain(stage, "the end is seen", caseId, ({ layers }) => layers.account?.[0] === "latent");
    expect(ended.layers.session).toContain("still_present");
    await expect(signIn("by-hand")).rejects.toThrow();
    expect(await session.works()).toBe(true);
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open" });
    session.end();
    const over = await looksAgain(stage, "no session is left", caseId, ({ layers }) =>
      Boolean(layers.session?.every((verdict) => verdict === "verified_removed")),
    );
    expect(over.layers).toMatchObject({ account: ["latent"], credential: ["still_present", "verified_removed"] });
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open" });
    expect(await everGreen(stage, caseId, ["account"])).toEqual([]);
    await asRoot("rm /srv/people/by-hand/.ssh/authorized_keys");
    const closed = await looksAgain(stage, "closed", caseId, ({ status }) => status.startsWith("closed"));
    expect(closed).toMatchObject({
      status: "closed_verified",
      layers: { account: ["verified_disabled"], credential: ["verified_removed", "verified_removed"] },
    });
  });

  it("acted on, the running session ends with the account and its key, and the case closes by what was seen afterwards", async () => {
    await switchActingOn(stage);
    await makeUser("acted");
    const session = await signedIn("acted");
    expect(await session.works()).toBe(true);
    const caseId = await leaves(stage, "acted");
    const closed = await shows(stage, "closed", caseId, ({ status }) => status.startsWith("closed"));
    expect(closed).toMatchObject({ status: "closed_verified", layers: { account: ["verified_disabled"] } });
    expect(await session.works()).toBe(false);
    await expect(signIn("acted")).rejects.toThrow();
    expect(await asRoot("ps -u acted -o pid=; cat /srv/people/acted/.ssh/authorized_keys")).toBe("");
  });
});
