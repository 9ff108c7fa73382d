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

/** What the company's cards paid for: nobody is named there. */
const STATEMENT = `Transaction ID,Posting date,Merchant,Website,Seats,Cost centre,Amount
CC-70411,2026-02-03,Routewise Cloud,routewise.example,12,4410,EUR 348.00
CC-70412,2026-02-17,Quaysign,quaysign.example,3,4420,EUR 57.00
CC-70413,2026-03-03,Routewise Cloud,routewise.example,14,4410,EUR 406.00
CC-70414,2026-03-09,Palletnotes,palletnotes.example,6,4410,EUR 72.00
`;

/** Brings in what shows which systems are in use: Okta's assignments and consents, and a card statement. */
export async function seeStrangers(story: Story): Promise<void> {
  const seenAt = new Date(story.startedAt - 40 * 86_400_000).toISOString();
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
  await client.send(`/api/v1/candidates/files?${stated}`, STATEMENT, "statement");
}

function mailOf(key: string): string {
  const found = DEMO_PEOPLE.find((one) => one.key === key);
  if (found === undefined) throw new Error(`${key} is not among the people`);
  return found.email;
}
