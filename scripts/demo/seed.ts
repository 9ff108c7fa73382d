/**
 * Tells the story of the demo company through the public API, as its own people would: they record who works there,
 * connect systems, report leavers, do by hand what nothing else does, and look again. Safe to repeat: it goes on where
 * it was cut short. Says what happens, a line each; "Ready" when there is something to look at.
 * Environment: CLOSEOUT_URL, CLOSEOUT_DEMO_FILE (written by systems.ts), CLOSEOUT_DEMO_NOTEBOOK, and what `closeout` needs.
 */
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "./story/client.ts";
import { decideExceptions } from "./story/decide-exceptions.ts";
import { endToken } from "./story/end-token.ts";
import { firstInventory } from "./story/first-inventory.ts";
import { importTools } from "./story/import-tools.ts";
import { lookAgain, switchOffAndOn } from "./story/look-again.ts";
import { Notebook } from "./story/notebook.ts";
import { recordPeople } from "./story/record-people.ts";
import { registerSystems } from "./story/register-systems.ts";
import { reportLeavers } from "./story/report-leavers.ts";
import { seeStrangers } from "./story/see-strangers.ts";
import { installer, type Member, member, STAFF_MEMBERS } from "./story/staff.ts";
import { stateLayer } from "./story/state-layer.ts";
import { type Announced, Story } from "./story/story.ts";
import { supplyListsAfter, supplyListsBefore } from "./story/supply-lists.ts";
import { answerForManualSystems, workByHand } from "./story/work-by-hand.ts";

const url = needed("CLOSEOUT_URL");
const notebook = new Notebook(needed("CLOSEOUT_DEMO_NOTEBOOK"));
const systems = await announced(needed("CLOSEOUT_DEMO_FILE"));

const setup = await installer(url, notebook);
await chapter("Everybody who works at Halden Freight is recorded", () => recordPeople(setup));
await chapter("Fourteen systems are registered and checked", () => registerSystems(setup, systems));
const staff = new Map<Member, Client>();
for (const who of STAFF_MEMBERS.slice(0, 2)) staff.set(who, await member(url, who, notebook));
const story = new Story(notebook.startedAt, systems, clientOfStaff);

await chapter("Forty leavers are reported, and released by a second person", () => reportLeavers(story));
process.stdout.write("Ready\n");
for (const who of STAFF_MEMBERS.slice(2)) staff.set(who, await member(url, who, notebook));
await chapter("Systems with an API have been read of everybody", () => firstInventory(story));
await chapter("Lists of the systems without an API are supplied", () => supplyListsBefore(story));
await chapter("Okta, ServiceNow and Jira say what they carried out", () => importTools(story));
await chapter("Okta and a card statement show systems that nobody listed", () => seeStrangers(story));
await chapter("Buildbarn lists vendors too, which its first list had left out", () =>
  story.atConsole("Buildbarn", "show/H-1037"),
);
await chapter("Owners work by hand and report", () => workByHand(story));
await chapter("New lists are supplied", () => supplyListsAfter(story));
await chapter("Owners report on what nothing can look at, and a second person attests", () =>
  answerForManualSystems(story),
);
await chapter("The owner of the yard terminals says that they keep no sessions", () => stateLayer(story));
await chapter("Exceptions are asked for, granted and refused", () => decideExceptions(story));
await chapter("An account in the yard goes off and comes back, and is seen", () => switchOffAndOn(story, "H-1033"));
await chapter("The token of the tariff desk ends, and its check fails", () => endToken(story));
process.stdout.write(
  "The company goes on: three people leave and two accounts come back within a quarter of an hour\n",
);
await later(300, "Harbour CRM is looked at again", () => lookAgain(story, "H-1034", "Harbour CRM"));
await later(620, "Harbour CRM is looked at once more", () => lookAgain(story, "H-1045", "Harbour CRM"));

/** One part of the story, told once. */
async function chapter(words: string, tell: () => Promise<unknown>): Promise<void> {
  if (notebook.has(words)) return;
  await tell();
  notebook.finish(words);
  process.stdout.write(`${words}\n`);
}

/** One that has its own time, counted from the beginning. */
async function later(seconds: number, words: string, tell: () => Promise<unknown>): Promise<void> {
  if (notebook.has(words)) return;
  await pause(Math.max(0, notebook.startedAt + seconds * 1000 - Date.now()));
  await chapter(words, tell);
}

function clientOfStaff(who: Member): Client {
  const client = staff.get(who);
  if (client === undefined) throw new Error(`${who} has no token yet`);
  return client;
}

async function announced(file: string): Promise<readonly Announced[]> {
  for (let tries = 0; tries < 100 && !existsSync(file); tries += 1) await pause(100);
  return JSON.parse(readFileSync(file, "utf8")).systems;
}

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
