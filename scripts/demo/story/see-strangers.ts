import { DEMO_PEOPLE } from "../people.ts";
import type { Story } from "./story.ts";

/**
 * Whoever Okta shows an application assigned to. Mei and Owen, whom a system lies about, have left and their cases stay
 * open: what is found here is found in time. Crewchat is in the inventory: of it nothing is kept. */
const ASSIGNED: Readonly<Record<string, readonly string[]>> = {
  Palletnotes: ["H-1002", "H-1009", "H-1014", "H-1024", "H-1052"],
  Sketchyard: ["H-1003", "H-1009", "H-1038"],
  Crewchat: ["H-1031", "H-1036"],
};

/** Of one Okta shows consents alone: six who have left let it read their mail, and some of their cases have closed. */
const CONSENTED = ["H-1013", "H-1020", "H-1021", "H-1027", "H-1030", "H-1035"];

const DAY_MS = 86_400_000;

/** What the company's cards paid for, and how many days before the story began: nobody is named there. */
const PAID = [
  [66, "Routewise Cloud", "routewise.example", 12, "4410", "EUR 348.00"],
  [52, "Quaysign", "quaysign.example", 3, "4420", "EUR 57.00"],
  [36, "Routewise Cloud", "routewise.example", 14, "4410", "EUR 406.00"],
  [31, "Palletnotes", "palletnotes.example", 6, "4410", "EUR 72.00"],
] as const;

function statement(startedAt: number): string {
  const rows = PAID.map(([days, ...row], at) => {
    const date = new Date(startedAt - days * DAY_MS).toISOString().slice(0, 10);
    return [`CC-${70_411 + at}`, date, ...row].join(",");
  });
  return ["Transaction ID,Posting date,Merchant,Website,Seats,Cost centre,Amount", ...rows].join("\n");
}

/** Brings in what shows which systems are in use: Okta's assignments and consents, and a card statement. */
export async function seeStrangers(story: Story): Promise<void> {
  const seenAt = new Date(story.startedAt - 40 * DAY_MS).toISOString();
  const seen = (channel: string, name: string, key: string) => {
    const rowId = `${channel} ${name} ${key}`;
    return {
      source: "Okta",
      channel,
      name,
      domain: `${name.toLowerCase()}.example`,
      person: mailOf(key),
      seenAt,
      rowId,
    };
  };
  const assigned = Object.entries(ASSIGNED).flatMap(([name, keys]) => keys.map((key) => seen("assignment", name, key)));
  const consented = CONSENTED.map((key) => ({ ...seen("consent", "Loadsheet", key), scope: "mail.read" }));
  const client = story.as("access");
  await client.post("/api/v1/candidates/sightings", { sightings: [...assigned, ...consented] }, "okta");
  const stated = new URLSearchParams({ source: "Card statement", channel: "expense", zone: "Europe/Oslo" });
  await client.send(`/api/v1/candidates/files?${stated}`, statement(story.startedAt), "statement");
}

function mailOf(key: string): string {
  const found = DEMO_PEOPLE.find((one) => one.key === key);
  if (found === undefined) throw new Error(`${key} is not among the people`);
  return found.email;
}
