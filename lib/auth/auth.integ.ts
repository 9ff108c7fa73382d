import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { digestOf, freshSecret } from "#lib/runtime/secret-token.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { createSignInLink } from "#lib/use-cases/tokens/create-sign-in-link.ts";
import { createToken } from "#lib/use-cases/tokens/create-token.ts";
import { findSignedIn, findTokenActor } from "./find-actor.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

vi.mock("next/headers", () => ({ cookies: vi.fn(), headers: vi.fn() }));
const { readSessionCookie } = await import("./session.ts");

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const ctx = () => testCtx(db.web, { actor: userActor("administrator") });

async function link(name: string, role = "analyst"): Promise<string> {
  const { secret, digest } = freshSecret("closeout_link");
  const made = await execute(ctx(), createSignInLink, { name, role, digest }, { idempotencyKey: null });
  if (!made.ok) throw new Error(made.reasons[0].code);
  return secret;
}

async function session(name: string): Promise<string> {
  const id = await signIn(ctx(), await link(name));
  if (id === null) throw new Error("not signed in");
  return id;
}

describe("a one-time link", () => {
  test("signs its person in, and is worth nothing afterwards", async () => {
    const secret = await link("Ada");
    const id = await signIn(ctx(), secret);
    expect(await findSignedIn(ctx(), id ?? "")).toMatchObject({
      name: "Ada",
      actor: { kind: "user", role: "analyst" },
    });
    expect(await signIn(ctx(), secret)).toBeNull();
    // The session's id is its own: the link's secret opens nothing.
    expect(await findSignedIn(ctx(), secret)).toBeNull();
  });

  test("of ten presses at once, one signs in", async () => {
    const secret = await link("Ben");
    const ids = await Promise.all(Array.from({ length: 10 }, () => signIn(ctx(), secret)));
    expect(ids.filter((id) => id !== null)).toHaveLength(1);
  });

  test("too old, of a disabled user, empty or made up, it signs nobody in", async () => {
    const old = await link("Cy");
    await db.superuser.sql`update sign_in_token set expires_at = now() where digest = ${digestOf(old)}`;
    const disabled = await link("Di");
    await db.superuser.sql`update app_user set disabled_at = now() where name = 'Di'`;
    for (const token of [old, disabled, "", "x", "x".repeat(100_000), freshSecret("closeout_link").secret]) {
      expect(await signIn(ctx(), token)).toBeNull();
    }
  });

  test("neither link nor session id stands in the database as it is", async () => {
    const secret = await link("Eve");
    const id = await signIn(ctx(), secret);
    const rows = await db.superuser.sql`
      select row_to_json(t)::text as t from sign_in_token t union all select row_to_json(s)::text from app_session s
      union all select convert_from(body, 'UTF8') from entry union all select row_to_json(r)::text from command_receipt r`;
    const text = rows.map((row) => row["t"]).join("\n");
    expect(text).toContain("session.opened");
    expect(text).not.toContain(secret);
    expect(text).not.toContain(id);
  });
});

describe("a session", () => {
  test("ends at once when it is signed out, and says so to the ledger", async () => {
    const id = await session("Fay");
    await signOut(ctx(), id);
    expect(await findSignedIn(ctx(), id)).toBeNull();
    await signOut(ctx(), id);
    const [ended] = await db.superuser.sql`
      select count(*) as n from entry where convert_from(body, 'UTF8')::jsonb #>> '{entries,0,kind}' = 'session.ended'`;
    expect(ended?.["n"]).toBe(1);
  });

  test.each([
    ["its user is disabled", "update app_user set disabled_at = now() where name = $1"],
    ["its user loses every role", "update app_user set role = 'none' where name = $1"],
    [
      "nobody used it for an hour",
      "update app_session set seen_at = now() - interval '61 minutes' where user_id = (select id from app_user where name = $1)",
    ],
    [
      "twelve hours are over",
      "update app_session set expires_at = now() where user_id = (select id from app_user where name = $1)",
    ],
  ])("is over with the next request when %s", async (why, sql) => {
    const id = await session(why);
    expect(await findSignedIn(ctx(), id)).not.toBeNull();
    await db.superuser.sql.unsafe(sql, [why]);
    expect(await findSignedIn(ctx(), id)).toBeNull();
  });

  test("a change of role counts with the next request", async () => {
    const id = await session("Gus");
    await db.superuser.sql`update app_user set role = 'auditor' where name = 'Gus'`;
    expect(await findSignedIn(ctx(), id)).toMatchObject({ actor: { role: "auditor" } });
  });

  test("a database that does not answer signs nobody in: it fails closed", async () => {
    const id = await session("Hal");
    const gone = await createTestDatabase();
    await gone.drop();
    await expect(findSignedIn(testCtx(gone.web), id)).rejects.toThrow();
  });
});

describe("the cookie", () => {
  const secret = "s".repeat(32);

  test("gives its session id back", async () => {
    expect(await readSessionCookie(await encode({ token: { sid: "abc" }, secret }), secret)).toBe("abc");
  });

  test("made with another secret, changed, too old, unsigned or without an id is nobody's", async () => {
    const good = await encode({ token: { sid: "abc" }, secret });
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from('{"sid":"abc"}').toString("base64url")}.`;
    const bad = [
      await encode({ token: { sid: "abc" }, secret: "t".repeat(32) }),
      await encode({ token: { sid: "abc" }, secret, maxAge: -60 }),
      await encode({ token: { sub: "abc" }, secret }),
      `${good.slice(0, -4)}AAAA`,
      none,
      "",
      "abc",
    ];
    for (const cookie of bad) expect(await readSessionCookie(cookie, secret), cookie.slice(0, 20)).toBeNull();
  });
});

describe("a machine token", () => {
  async function token(name: string, role = "analyst") {
    const { secret, digest, prefix } = freshSecret("closeout_api");
    const made = await execute(ctx(), createToken, { name, role, digest, prefix }, { idempotencyKey: null });
    if (!made.ok) throw new Error(made.reasons[0].code);
    return { secret, digest, tokenId: made.result.tokenId };
  }

  test("acts in its role and notes when it was used; only its digest is kept", async () => {
    const { secret, digest, tokenId } = await token("ci");
    expect(await findTokenActor(ctx(), secret)).toMatchObject({ kind: "apiKey", tokenId, role: "analyst" });
    const [row] = await db.superuser
      .sql`select digest, prefix, last_used_at is not null as used from api_token where id = ${tokenId}`;
    expect(row).toMatchObject({ digest, used: true });
    expect(secret.startsWith(row?.["prefix"])).toBe(true);
    expect(row?.["prefix"].length).toBeLessThan(20);
    expect(await findTokenActor(ctx(), digest)).toBeNull();
  });

  test("revoked, or its human disabled, it is nobody's with the next request", async () => {
    const revoked = await token("rev");
    await db.superuser.sql`update api_token set revoked_at = now() where id = ${revoked.tokenId}`;
    expect(await findTokenActor(ctx(), revoked.secret)).toBeNull();
    const orphan = await token("orphan");
    await db.superuser.sql`update app_user set disabled_at = now() where name = 'orphan'`;
    expect(await findTokenActor(ctx(), orphan.secret)).toBeNull();
  });

  test("two tokens of one name answer as one human", async () => {
    const [one, two] = [await token("same"), await token("same", "auditor")];
    const actors = await Promise.all([findTokenActor(ctx(), one.secret), findTokenActor(ctx(), two.secret)]);
    const [first, second] = actors.map((actor) => (actor?.kind === "apiKey" ? actor.userId : null));
    expect(first).toBe(second);
    expect(first).not.toBeNull();
  });
});
