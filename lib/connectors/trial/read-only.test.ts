import { describe, expect, test } from "vitest";
import type { Goal } from "../../core/access/goal.ts";
import { addressGuard } from "../http/address-guard.ts";
import { sqlSession } from "../kit/sql-session.ts";
import { disconnect } from "../systems/freeradius/radius/disconnect.ts";
import { linuxSession } from "../systems/linux/shell.ts";
import { npmRegistryConnector } from "../systems/npm-registry/index.ts";
import { rabbitmqConnector } from "../systems/rabbitmq/index.ts";
import { openReadOnly } from "./read-only.ts";

const signal = new AbortController().signal;
const REFUSED = "was not sent";
const OPTIONS = { secrets: { password: "p", token: "t" }, dialect: {}, connectionsMax: 1, readOnly: true } as const;

describe("opened to read alone, nothing that acts leaves, on whatever line", () => {
  test("statements: questions go out as who looks and as who acts, and no act does", async () => {
    const sent: string[] = [];
    const answer = { rows: [], refusal: null, code: null, failure: null } as never;
    const note = async (statement: string) => {
      sent.push(statement);
      return answer;
    };
    const session = sqlSession({ ...OPTIONS, config: {} }, { user: "closeout" }, (_, __, run) =>
      run({ query: note, exec: note }),
    );
    for (const side of [session.look, session.act]) {
      await side(signal, (line) => line.query("select 1"));
      await expect(side(signal, (line) => line.exec("drop role mia"))).rejects.toThrow(REFUSED);
    }
    expect(sent).toEqual(["select 1", "select 1"]);
  });

  test("commands: the host is not even connected to for one that acts", async () => {
    const config = { host: "127.0.0.1", port: 1, hostKey: "SHA256:none", user: "closeout" };
    const session = linuxSession({ ...OPTIONS, config }, config as never);
    const acted = session.act(signal, (shell) => shell.run("EXEC", ["usermod", "-L", "mia"] as never));
    await expect(acted).rejects.toThrow(REFUSED);
  });

  test("datagrams: no device is asked to end a session", async () => {
    const line = { guard: addressGuard(["127.0.0.0/8"]), secret: "s", redact: String, deadlineMs: 50, readOnly: true };
    const about = { userName: "mia", accountingSession: "1", nasAddress: "127.0.0.1", atSeconds: 0 };
    await expect(disconnect({ ...about, host: "127.0.0.1", port: 1 }, line, signal)).rejects.toThrow(REFUSED);
  });

  test.each([
    [
      rabbitmqConnector,
      { baseUrl: "http://127.0.0.1:1", user: "closeout", allowDelete: true },
      { layer: "account", goal: "absent" },
    ],
    [
      npmRegistryConnector,
      { baseUrl: "http://127.0.0.1:1", account: "ci-bot" },
      { layer: "credential", goal: "invalidated" },
    ],
  ] as const)("requests of $manifest.id", async (connector, config, { layer, goal }) => {
    const parsed = connector.parseConfig(config);
    if (!parsed.ok) throw new Error(parsed.problems.join(" "));
    const options = { ...OPTIONS, config: parsed.config, allowPrivateTargets: ["127.0.0.0/8"] };
    const connection = connector.open(options);
    const target = { layer, accountNativeId: "mia", nativeKey: "mia" };
    await expect(connection.revoke?.(target, goal satisfies Goal, signal)).rejects.toThrow(REFUSED);
    expect(openReadOnly(connector, options).revoke).toBeUndefined();
    await connection.close();
  });
});
