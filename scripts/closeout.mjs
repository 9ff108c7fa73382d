#!/usr/bin/env node
import { prepare } from "./launch/prepare.mjs";

await prepare(import.meta.url);
const { closeout } = await import("./launch/closeout.mjs");
await closeout(process.argv.slice(2));
