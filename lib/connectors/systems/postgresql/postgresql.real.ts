import { describe, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import { postgresqlSuite } from "./testing/suite.ts";

const target = await realTarget("postgresql");

if (target.runs) {
  const { ports, values } = target;
  postgresqlSuite(`PostgreSQL ${target.version}`, async () => ({
    host: "127.0.0.1",
    port: ports["postgresql"] ?? 0,
    user: values["user"] ?? "",
    password: values["password"] ?? "",
  }));
} else {
  describe("PostgreSQL", () => it.skip(`could not be started: ${target.why}`));
}
