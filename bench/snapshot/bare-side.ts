// A process of its own that does the least that can be done with a list in a database: COPY into one unlogged table.
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { TITLES } from "./list-file.ts";

const [url = "", file = ""] = process.argv.slice(2);
const sql = postgres(url, { max: 1, onnotice: () => undefined });
const columns = TITLES.map((_, at) => `c${at} text`).join(", ");
await sql.unsafe(`drop table if exists bare_list; create unlogged table bare_list (${columns})`);
const began = performance.now();
const copy = await sql.unsafe("copy bare_list from stdin (format csv, header true)").writable();
await pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), copy);
const seconds = (performance.now() - began) / 1000;
const [row] = await sql.unsafe("select count(*)::int as rows from bare_list");
process.stdout.write(`${JSON.stringify({ seconds, rows: row?.["rows"] })}\n`);
await sql.end();
