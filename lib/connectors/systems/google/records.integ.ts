import { afterEach, beforeEach, expect, test } from "vitest";
import { instant } from "../../../core/instant.ts";
import type { Connection } from "../../contract.ts";
import { opened } from "../../testing/opened.ts";
import { GOOGLE_ADMIN, GOOGLE_KEY, startGoogle } from "../../testing/servers/google.ts";
import { googleConnector } from "./index.ts";

const signal = new AbortController().signal;
const since = instant(0);
let server: Awaited<ReturnType<typeof startGoogle>>;
let connection: Required<Connection>;
beforeEach(async () => {
  server = await startGoogle();
  const config = { adminEmail: GOOGLE_ADMIN, baseUrl: server.origin };
  connection = opened(googleConnector, config, { serviceAccountKey: GOOGLE_KEY });
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

test("tokens of all people are read a page of people at a time, and begin again when they are through", async () => {
  server.state.tokens.set("1003", ["client-9"]);
  const first = await connection.readUse({ cursor: null, since }, signal);
  expect(first).toMatchObject({ more: true, failure: null });
  expect(first.rows).toMatchObject([{ channel: "consent", name: "Calendar app", person: "Mia.Berg@acme.example" }]);
  const second = await connection.readUse({ cursor: first.next, since }, signal);
  expect(second).toMatchObject({ more: false, next: null, failure: null });
  expect(second.rows.map(({ rowId }) => rowId)).toEqual(["token 1003 client-9"]);
});

test("tokens that may not be read are a failure, and the page is read again", async () => {
  server.state.ungranted.add("admin.directory.user.security");
  const read = await connection.readUse({ cursor: null, since }, signal);
  expect(read.rows).toEqual([]);
  expect(read.failure).not.toBeNull();
});
