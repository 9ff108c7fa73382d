import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { Role } from "#lib/core/permissions.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import type { Endpoint } from "../endpoint.ts";
import { postPeople, postPreviewPeople } from "./people-files.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text);
}

async function send(endpoint: Endpoint, lines: readonly string[], fields: object = {}, role: Role = "administrator") {
  const file = {
    bytes: bytesOf(lines.join("\r\n")),
    fields: { source: "leavers.csv", zone: "Europe/Berlin", ...fields },
  };
  const request = { params: {}, search: {}, body: undefined, file, idempotencyKey: null, expectedVersion: null };
  const answer = await endpoint.run(testCtx(db.web, { actor: userActor(role) }), request);
  if (!answer.ok) return { codes: answer.reasons.map((one) => one.code), sentence: answer.reasons[0].sentence };
  // The bodies are the views that the tests name below.
  return "body" in answer ? (answer.body as Record<string, unknown>) : {};
}

const people = async () =>
  (
    await db.superuser.sql<{ key: string; name: string; state: string | null }[]>`
    select p.person_key as key, p.display_name as name, c.state from profile_identity p
    left join leaver_case c using (identity_id) order by 1`
  ).map(({ key, name, state }) => `${key} ${name} ${state ?? "stays"}`);

const FILE = [
  "Personalnummer;Vorname;Nachname;E-Mail;Austrittsdatum;Zeitzone;Vertragsart",
  "E-1;Elena;Marković;Elena@example.com;08.10.2025;;Mitarbeiter",
  "E-2;Sam;Whitfield;sam@example.com;31.10.2025;Asia/Kolkata;Extern",
  "E-3;Noor;Rahimi;noor@example.com;14.11.2099;;",
  "E-4;Anna;Stays;anna@example.com;;;",
  "E-5;Bad;Date;bad@example.com;31.11.2025;;",
  "E-6;On;Leave;leave@example.com;01.10.2025;;Elternzeit",
  "E-1;Elena;Again;other@example.com;08.10.2025;;",
  "E-8;Same;Mail;sam@example.com;08.10.2025;;",
  "E-9;No;Zone;zone@example.com;08.10.2025;Mars/Olympus;",
];

test("a preview says how a file is understood, with the end in its zone, and writes nothing", async () => {
  const preview = await send(postPreviewPeople, FILE);
  expect(preview).toMatchObject({
    key: "person_key",
    rows: 9,
    leaving: 3,
    scheduled: 1,
    staying: 1,
    known: 0,
    refused: 5,
    heldAbove: null,
    mapping: { person_key: "Personalnummer", ends_at: "Austrittsdatum", zone: "Zeitzone", kind: "Vertragsart" },
  });
  expect(preview["firstRows"]).toMatchObject([
    {
      line: 2,
      personKey: "E-1",
      name: "Elena Marković",
      email: "elena@example.com",
      endText: "08.10.2025",
      // The end of that day, in Berlin.
      end: { atIso: "2025-10-08T22:00:00.000Z", zone: "Europe/Berlin", offset: "+02:00", precision: "date" },
      kind: "leaver",
      scheduled: false,
    },
    { line: 3, kind: "contract_end", end: { atIso: "2025-10-31T18:30:00.000Z", offset: "+05:30" } },
    { line: 4, scheduled: true },
  ]);
  expect(preview["refusals"]).toMatchObject([
    { line: 6, column: "Austrittsdatum" },
    { line: 7, column: "Vertragsart" },
    { line: 8, column: "Personalnummer", sentence: expect.stringContaining("Line 2") },
    { line: 9, column: "E-Mail", sentence: expect.stringContaining("Line 3") },
    { line: 10, column: "Zeitzone" },
  ]);
  expect(await people()).toEqual([]);
});

test("taken, the right lines become people and leavers, future ones are scheduled, wrong ones are named; sent again nothing is taken twice", async () => {
  const taken = await send(postPeople, FILE);
  expect(taken).toMatchObject({ rows: 9, recorded: 3, accepted: 3, duplicates: 0, held: 0, staying: 1, refused: 5 });
  const after = ["E-1 Elena Marković open", "E-2 Sam Whitfield open", "E-3 Noor Rahimi scheduled"];
  expect(await people()).toEqual(after);
  expect(await send(postPeople, FILE)).toMatchObject({ recorded: 0, accepted: 0, duplicates: 3, refused: 5 });
  // Under another name it is another source, and still the same leavers.
  expect(await send(postPeople, FILE, { source: "again.csv" })).toMatchObject({ recorded: 0, held: 0 });
  expect(await people()).toEqual(after);
  const cases = await db.superuser.sql`select from leaver_case`;
  expect(cases).toHaveLength(3);
});

test("who is known is kept as recorded: a file never takes a user name or a manager away", async () => {
  await db.superuser
    .sql`update profile_identity set user_names = '{emarkovic}', manager_key = 'E-2' where person_key = 'E-1'`;
  await send(postPeople, ["Employee ID,Name,Last day", "E-1,Somebody Else,2025-10-08"], { source: "third" });
  const [row] = await db.superuser.sql`
    select display_name as name, user_names as names, manager_key as manager from profile_identity where person_key = 'E-1'`;
  expect(row).toEqual({ name: "Elena Marković", names: ["emarkovic"], manager: "E-2" });
});

test("without a key the e-mail is the key, and somebody known by their mail is the same person", async () => {
  const file = ["Name,Email,Last day", "Elena M.,ELENA@example.com,2025-10-08", "Pia New,pia@example.com,2025-10-08"];
  expect(await send(postPreviewPeople, file)).toMatchObject({ key: "email", leaving: 2, known: 1 });
  expect(await send(postPeople, file, { source: "by mail" })).toMatchObject({ recorded: 1 });
  expect((await people()).filter((one) => /elena|pia/i.test(one))).toEqual([
    "E-1 Elena Marković open",
    "pia@example.com Pia New open",
  ]);
  // The other way round nobody guesses: a mail may have passed on to somebody else.
  const keyed = ["Employee ID,Email,Last day", "E-77,pia@example.com,2025-10-08"];
  expect(await send(postPreviewPeople, keyed)).toMatchObject({ leaving: 0, refused: 1, refusals: [{ line: 2 }] });
});

describe("a key that is known is no proof that it is the same human", () => {
  const record = (...identities: readonly object[]) =>
    execute(testCtx(db.web), recordIdentities, { identities }, { idempotencyKey: null });
  const TITLES = "Employee ID,Name,Email,Last day";
  const profile = async (key: string) =>
    (
      await db.superuser.sql`
        select emails, user_names as names, manager_key as manager, display_name as name, exists (
          select from leaver_case c where c.identity_id = p.identity_id) as leaves
        from profile_identity p where person_key = ${key}`
    )[0];

  test("a mail that nobody has is added to a person of the same name, so that later lists find them", async () => {
    await record({ personKey: "K-1", displayName: "Jane Doe", userNames: ["jdoe"], managerKey: "E-2" });
    await record({ personKey: "K-2", displayName: "Kim Poe", emails: ["kim@old.example"] });
    const file = [TITLES, 'K-1,"DOE, Jane",Jane@x.example,2025-10-08', "K-2,,kim@x.example,2025-10-08"];
    const preview = await send(postPreviewPeople, file);
    expect(preview).toMatchObject({ leaving: 2, known: 2, emailsAdded: 2, otherNames: 0, refused: 0 });
    expect(preview["firstRows"]).toMatchObject([
      { name: "DOE, Jane", recordedName: "Jane Doe", emailAdded: true },
      { name: "Kim Poe", recordedName: null, emailAdded: true },
    ]);
    expect(await profile("K-1")).toMatchObject({ emails: [] });
    expect(await send(postPeople, file, { source: "adds" })).toMatchObject({
      recorded: 0,
      emailsAdded: 2,
      accepted: 2,
    });
    expect(await profile("K-1")).toEqual({
      emails: ["jane@x.example"],
      names: ["jdoe"],
      manager: "E-2",
      name: "Jane Doe",
      leaves: true,
    });
    expect(await profile("K-2")).toMatchObject({ emails: ["kim@old.example", "kim@x.example"] });
    expect(await send(postPeople, file, { source: "adds" })).toMatchObject({ emailsAdded: 0, duplicates: 2 });
  });

  test("somebody else's mail, or a new mail under another name, refuses the line: nobody's case is opened for another", async () => {
    await record(
      { personKey: "1041", displayName: "Alice Arden" },
      { personKey: "1042", displayName: "Cleo Crane" },
      { personKey: "B-1041", displayName: "Bob Brook", emails: ["bob@b.example"] },
    );
    const file = [
      TITLES,
      "1041,Bob Brook,bob@b.example,2025-10-08",
      "1042,Dan Drew,dan@b.example,2025-10-08",
      "1043,Somebody New,new@b.example,2025-10-08",
    ];
    const refused = {
      refused: 2,
      refusals: [
        { line: 2, column: "Email", sentence: expect.stringContaining("Somebody else is recorded with this e-mail") },
        { line: 3, column: "Employee ID", sentence: expect.stringContaining("same number, different person?") },
      ],
    };
    expect(await send(postPreviewPeople, file)).toMatchObject({ leaving: 1, known: 0, ...refused });
    expect(await send(postPeople, file, { source: "of b" })).toMatchObject({ recorded: 1, accepted: 1, ...refused });
    for (const key of ["1041", "1042", "B-1041"]) expect(await profile(key)).toMatchObject({ leaves: false });
    expect(await profile("1042")).toMatchObject({ emails: [] });
  });

  test("another name beside the person's own mail, or without a mail, is shown first, before anything is taken", async () => {
    await record(
      { personKey: "N-1", displayName: "Nora Noble", emails: ["nora@x.example"] },
      { personKey: "N-2", displayName: "Otto Orr" },
    );
    const many = Array.from({ length: 6 }, (_, at) => `N-1${at},New ${at},,2025-10-08`);
    const file = [TITLES, ...many, "N-1,Nora Married,nora@x.example,2025-10-08", "N-2,Paul Pike,,2025-10-08"];
    const preview = await send(postPreviewPeople, file);
    expect(preview).toMatchObject({ leaving: 8, known: 2, otherNames: 2, emailsAdded: 0 });
    expect(preview["firstRows"]).toMatchObject([
      { line: 8, name: "Nora Married", recordedName: "Nora Noble" },
      { line: 9, name: "Paul Pike", recordedName: "Otto Orr" },
      { line: 2, recordedName: null },
      { line: 3 },
      { line: 4 },
    ]);
  });
});

test.each([
  ["empty", [""], {}, "snapshot_empty", /file is empty/],
  ["titles alone", ["Email,Last day"], {}, "snapshot_header_only", /no row/],
  ["another kind of file", ["%PDF-1.7", "..."], {}, "snapshot_unreadable", /is a PDF/],
  ["two key columns", ["Employee ID,Worker ID,Last day", "1,2,2025-10-08"], {}, "snapshot_key_ambiguous", /Worker ID/],
  ["nobody who leaves", ["Email,Last day", "a@example.com,"], {}, "input_invalid", /nobody in it leaves/],
  ["a list of users", ["Username,Email,Status", "a,a@example.com,Active"], {}, "snapshot_column_missing", /"Status"/],
  [
    "mixed dates",
    ["Email,Last day", "a@example.com,2025-10-08", "b@example.com,09.10.2025"],
    {},
    "date_impossible",
    /"2025-10-08" and "09.10.2025"/,
  ],
  ["dates either way", ["Email,Last day", "a@example.com,03/04/2025"], {}, "date_impossible", /Say which comes first/],
  ["no zone", ["Email,Last day", "a@example.com,2025-10-08"], { zone: "Mars/Olympus" }, "zone_unknown", /zone/],
])("%s is refused whole, before anything is taken, with what to do", async (_what, lines, fields, code, sentence) => {
  const before = await people();
  for (const endpoint of [postPreviewPeople, postPeople]) {
    const answer = await send(endpoint, lines, fields);
    expect(answer).toMatchObject({ codes: [code], sentence: expect.stringMatching(sentence) });
    expect(answer["sentence"]).not.toContain("believed");
  }
  expect(await people()).toEqual(before);
});

test("what a person names decides: the key column, and which of day and month comes first", async () => {
  const two = ["Employee ID,Worker ID,Last day", "1,W-1,2025-10-08"];
  const named = await send(postPreviewPeople, two, { "map.person_key": "Worker ID" });
  expect(named["firstRows"]).toMatchObject([{ personKey: "W-1" }]);
  const either = ["Email,Last day", "a@example.com,03/04/2025"];
  const ends = async (order: string) => {
    const { firstRows } = (await send(postPreviewPeople, either, { order, zone: "UTC" })) as {
      firstRows: { end: { atIso: string } }[];
    };
    return firstRows[0]?.end.atIso.slice(0, 10);
  };
  expect([await ends("day_first"), await ends("month_first")]).toEqual(["2025-04-04", "2025-03-05"]);
});

test("more leavers than a source may open are said before, and wait for a second person after", async () => {
  const many = ["Email,Last day", ...Array.from({ length: 30 }, (_, at) => `mass-${at}@example.com,2025-10-08`)];
  expect(await send(postPreviewPeople, many, { source: "mass" })).toMatchObject({ leaving: 30, heldAbove: 10 });
  expect(await send(postPeople, many, { source: "mass" })).toMatchObject({ recorded: 30, accepted: 30, held: 30 });
  const opened = await db.superuser.sql`
    select from leaver_case c join profile_identity p using (identity_id) where p.person_key like 'mass-%'`;
  expect(opened).toHaveLength(0);
});

test("a role that may not import is refused before its file is read", async () => {
  const refused = { codes: ["not_permitted"] };
  expect(await send(postPreviewPeople, FILE, {}, "owner")).toMatchObject(refused);
  expect(await send(postPeople, FILE, {}, "auditor")).toMatchObject(refused);
});
