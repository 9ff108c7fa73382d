// Pages through all accounts with the leanest client there is, parses every page and stores nothing.
import { Pool } from "undici";

const [origin = "", pageSize = "1000"] = process.argv.slice(2);
const pool = new Pool(origin, { connections: 1, pipelining: 1 });
const began = performance.now();
let rows = 0;
for (let total = 1; rows < total; ) {
  const path = `/scim/v2/Users?startIndex=${rows + 1}&count=${pageSize}`;
  const { body } = await pool.request({ method: "GET", path, headers: { authorization: "Bearer bench" } });
  const page = JSON.parse(await body.text());
  total = page.totalResults;
  rows += page.Resources.length;
}
const seconds = (performance.now() - began) / 1000;
await pool.close();
process.stdout.write(`${JSON.stringify({ seconds, rows })}\n`);
