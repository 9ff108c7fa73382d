import { idsOf } from "./register-systems.ts";
import { type Story, until } from "./story.ts";

const CLOSED_AT_LEAST = 12;
const CLOSED_WITHIN_SECONDS = 60;
const CHECKED_WITHIN_SECONDS = 20;

/** Somebody renews the token of the tariff desk and tells nobody: the next check of it fails. */
export async function endToken(story: Story): Promise<void> {
  const closed = async () => (await story.leavers()).filter(({ status }) => status.startsWith("closed")).length;
  await until(async () => (await closed()) >= CLOSED_AT_LEAST, CLOSED_WITHIN_SECONDS);
  await story.atConsole("Tariff desk", "end-token");
  const client = story.as("access");
  const id = (await idsOf(client)).get("Tariff desk");
  await client.post(`/api/v1/systems/${id}/check`, {}, "token ended");
  await until(async () => {
    const { rows } = await client.get<{ rows: readonly { name: string; lastCheckOk: boolean | null }[] }>(
      "/api/v1/systems",
    );
    return rows.some(({ name, lastCheckOk }) => name === "Tariff desk" && lastCheckOk === false);
  }, CHECKED_WITHIN_SECONDS);
}
