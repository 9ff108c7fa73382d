import { DEMO_PEOPLE } from "../people.ts";
import type { Client } from "./client.ts";

/** Records everybody who works for the company, whoever leaves. */
export async function recordPeople(client: Client): Promise<void> {
  const identities = DEMO_PEOPLE.map(({ key, displayName, email, manager, timeZone }) => ({
    personKey: key,
    displayName,
    emails: [email],
    zone: timeZone,
    ...(manager === null ? {} : { managerKey: manager }),
  }));
  await client.post("/api/v1/identities", { identities });
}
