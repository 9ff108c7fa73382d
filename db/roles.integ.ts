import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "./client.ts";
import { createTestDatabase, type TestDatabase } from "./testing.ts";
import { withTx } from "./tx.ts";

const FACTS = [
  "entry",
  "lifecycle_event",
  "claim",
  "observation",
  "attestation",
  "exception",
  "hold",
  "case_transition",
  "assignment",
  "verdict_change",
  "command_receipt",
  "confirm_answer",
  "tool_claim",
];

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const refusal = async (database: Database, statement: string): Promise<string> => {
  try {
    await database.sql.unsafe(statement);
    return "allowed";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

describe("what each process role may not do", () => {
  for (const fact of FACTS) {
    it(`nobody changes, deletes or empties ${fact}, not even a superuser in replica mode`, async () => {
      const column = fact === "command_receipt" ? "actor = actor" : "id = id";
      for (const role of [test.web, test.worker, test.sequencer]) {
        expect(await refusal(role, `delete from ${fact}`)).toBe("42501");
        expect(await refusal(role, `truncate ${fact}`)).toBe("42501");
        if (fact !== "entry") expect(await refusal(role, `update ${fact} set ${column}`)).toBe("42501");
      }
      const asReplica = test.superuser.sql.begin(async (sql) => {
        await sql`set local session_replication_role = replica`;
        await sql.unsafe(`truncate ${fact} cascade`);
      });
      await expect(asReplica).rejects.toMatchObject({ code: "42501" });
    });
  }

  it("web never reads a sealed secret, and the worker never replaces one", async () => {
    expect(await refusal(test.web, "select sealed from system_secret")).toBe("42501");
    expect(await refusal(test.web, "select system_id, name from system_secret")).toBe("allowed");
    expect(await refusal(test.worker, "select sealed from system_secret")).toBe("allowed");
    expect(await refusal(test.worker, "delete from system_secret")).toBe("42501");
    expect(await refusal(test.worker, "insert into system_secret select * from system_secret")).toBe("42501");
  });

  it("web hands a draft's secrets over without being able to change one, and the worker makes no draft", async () => {
    expect(await refusal(test.web, "update system_secret set draft_id = null where draft_id is not null")).toBe(
      "allowed",
    );
    expect(await refusal(test.web, "update system_secret set sealed = ''")).toBe("42501");
    expect(await refusal(test.web, "update system_secret set system_id = gen_random_uuid()")).toBe("42501");
    expect(await refusal(test.worker, "update system_secret set draft_id = null")).toBe("42501");
    expect(await refusal(test.worker, "insert into connection_draft select * from connection_draft")).toBe("42501");
    expect(await refusal(test.worker, "delete from connection_draft where id is null")).toBe("allowed");
  });

  it("the worker sees none of our users' sessions and tokens, no confirm link and no file that people attached", async () => {
    for (const table of ["app_session", "sign_in_token", "api_token", "confirm_link", "confirm_answer", "artefact"]) {
      expect(await refusal(test.worker, `select * from ${table}`)).toBe("42501");
    }
  });

  it("a sheet that was handed out is not changed by anybody, and the worker does not see it", async () => {
    expect(await refusal(test.web, "select * from sheet_export")).toBe("allowed");
    for (const role of [test.web, test.worker, test.sequencer])
      expect(await refusal(role, "update sheet_export set pdf = pdf")).toBe("42501");
    expect(await refusal(test.worker, "select * from sheet_export")).toBe("42501");
  });

  it("the sequencer reads entries and nothing else", async () => {
    expect(await refusal(test.sequencer, "select * from entry")).toBe("allowed");
    for (const table of ["identity", "profile_identity", "claim", "system_secret", "raw_blob", "app_user"]) {
      expect(await refusal(test.sequencer, `select * from ${table}`)).toBe("42501");
    }
    expect(await refusal(test.sequencer, "insert into entry (body) values ('x')")).toBe("42501");
  });

  it("no role creates tables, roles, or switches triggers off", async () => {
    for (const role of [test.web, test.worker, test.sequencer]) {
      expect(await refusal(role, "create table mine (a int)")).toBe("42501");
      expect(await refusal(role, "create role mine")).toBe("42501");
      expect(await refusal(role, "alter table entry disable trigger only_added")).toBe("42501");
      expect(await refusal(role, "set role closeout_owner")).toBe("42501");
    }
  });
});

describe("row scope", () => {
  it("shows an owner only the systems they own or deputise, and nothing when no scope is set", async () => {
    const mine = "00000000-0000-7000-8000-000000000001";
    await test.superuser.sql.unsafe(`
      insert into system (id, slug, name, tier, owner_identity_id, created_at) values
        (gen_random_uuid(), 'mine', 'Mine', 1, '${mine}', now()), (gen_random_uuid(), 'theirs', 'Theirs', 1, gen_random_uuid(), now())`);
    const slugs = (rows: "all" | "owned", identityId: string | null) =>
      withTx(test.web, { rows, identityId }, "read", async ({ sql }) =>
        (await sql`select slug from system order by slug`).map((row) => row.slug),
      );
    expect(await slugs("all", null)).toEqual(["mine", "theirs"]);
    expect(await slugs("owned", mine)).toEqual(["mine"]);
    expect(await slugs("owned", null)).toEqual([]);
    expect(await test.web.sql`select slug from system`).toHaveLength(0);
  });
});

describe("instants", () => {
  it("cross the border without losing a microsecond, before and after 1970", async () => {
    for (const text of ["2026-11-23 17:10:56.123457+00", "1969-12-31 23:59:59.999999+00", "2026-03-29 01:00:00+00"]) {
      const [row] = await test.web.sql`select instant(micros(${text}::timestamptz)) = ${text}::timestamptz as same`;
      expect(row?.same).toBe(true);
    }
  });
});
