import { afterAll, beforeAll, expect, it } from "vitest";
import { Admin, BASE, opened, whyNot } from "./testing/acme.ts";

const on = it.skipIf(whyNot !== null);
const signal = new AbortController().signal;
const admin = new Admin();
beforeAll(() => admin.open());
afterAll(() => admin.close());

on("names of every kind are found as they are and open no filter", async () => {
  const connection = await opened();
  for (const name of ["*)(uid=*", "Ä\u0301 ß ﬀ", "עברית \u202e", "a\\,b=c+d", "😀".repeat(20), "x".repeat(200)]) {
    const person = await admin.person("Odd", {
      cn: name,
      mail: `odd-${process.pid}@acme.example`,
      employeeNumber: name,
    });
    const found = await connection.findAccounts({ userNames: [], emails: [], externalIds: [name] }, signal);
    expect(found.rows.map(({ nativeId }) => nativeId)).toEqual([person.id]);
    const group = await admin.group("Odd", "groupOfNames", { member: person.dn, description: name });
    expect(
      (await connection.observe({ layer: "group", accountNativeId: person.id, nativeKey: group.id }, signal)).presence,
    ).toBe("active");
    await admin.client.del(person.dn);
  }
  const everybody = { userNames: ["*", "*)(objectClass=*"], emails: ["*"], externalIds: [] };
  expect(await connection.findAccounts(everybody, signal)).toMatchObject({ rows: [], complete: true });
});

on(
  "ten thousand groups on one account are all read",
  async () => {
    const mia = await admin.person("Mia");
    const base = `ou=many-${process.pid},ou=groups,${BASE}`;
    await admin.client.add(base, { objectClass: "organizationalUnit" });
    const add = (number: number) =>
      admin.client.add(`cn=g${number},${base}`, { objectClass: "groupOfNames", member: mia.dn });
    for (let at = 0; at < 10_000; at += 100)
      await Promise.all(Array.from({ length: 100 }, (_, more) => add(at + more)));
    const paged = await opened({ pageSize: 1000 });
    const access = await paged.listAccess([mia.id], signal);
    expect(access.complete).toBe(true);
    expect(access.rows.filter(({ layer }) => layer === "group")).toHaveLength(10_000);
  },
  240_000,
);
