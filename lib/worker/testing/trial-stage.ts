import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { createTestDatabase } from "#db/testing.ts";
import { registry } from "#lib/connectors/registry.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { openWith, sealWith } from "#lib/runtime/seal.ts";
import { keepingLogger, testCtx } from "#lib/runtime/testing.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { draftConnection } from "#lib/use-cases/systems/draft-connection.ts";
import { readDraft } from "#lib/use-cases/systems/read-draft.ts";
import { tryConnection } from "#lib/use-cases/systems/try-connection.ts";
import { startScimServer } from "#scripts/demo/scim-server.ts";
import { startTrials } from "../trials.ts";
import { people, peopled } from "./leavers.ts";
import { until } from "./until.ts";

/** Who has accounts in the targets. */
export const SEEDS = people(8);

export interface Drafted {
  readonly baseUrl?: string;
  readonly token?: string | null;
  readonly draftId?: string | null;
  readonly systemId?: string | null;
  readonly more?: object;
  /** Default: SCIM. */
  readonly connector?: string;
}

export type TrialStage = Awaited<ReturnType<typeof openTrialStage>>;

/** Two targets, a database, somebody who connects systems, and the worker's trials. */
export async function openTrialStage() {
  const keys = generateKeyPairSync("x25519");
  const openSecret = openWith(createPrivateKey(keys.privateKey.export({ format: "pem", type: "pkcs8" })));
  const db = await createTestDatabase();
  const server = await startScimServer(
    [
      { name: "CRM", behaviour: "honest", ...peopled(SEEDS) } as never,
      { name: "Slow", behaviour: "slow", delayMs: 400, ...peopled(SEEDS) } as never,
    ],
    0,
  );
  const connectors = ["scim", "generic-rest"].flatMap((id) => registry().find(id) ?? []);
  const web: Ctx = { ...testCtx(db.web, { connectors }), seal: sealWith(keys.publicKey) };
  const worker: Ctx = {
    ...testCtx(db.worker, { connectors, logger: keepingLogger() }),
    actor: { kind: "job", credential: "worker" },
  };
  const trials = startTrials(worker, { openSecret, allowPrivateTargets: ["127.0.0.0/8"] });
  const close = async () => {
    await trials.stop();
    await server.close();
    await db.drop();
  };
  const target = (name = "CRM") => {
    const found = server.systems.find((system) => system.name === name);
    if (found === undefined) throw new Error("no target");
    return { baseUrl: server.baseUrl(found), token: found.token, log: found.log };
  };
  return { db, web, worker, openSecret, target, close, ...draftsOf(web, target) };
}

function draftsOf(web: Ctx, target: () => { readonly baseUrl: string; readonly token: string }) {
  const keep = (over: Drafted) => {
    const { baseUrl = target().baseUrl, token = target().token, draftId = null, systemId = null, more } = over;
    const { connector = "scim" } = over;
    const secrets = token === null ? {} : { token };
    const sent = { draftId, systemId, connector, config: { baseUrl, ...more }, secrets };
    return execute(web, draftConnection, sent, { idempotencyKey: null });
  };
  const drafted = async (over: Drafted = {}): Promise<string> => {
    const kept = await keep(over);
    if (!kept.ok) throw new Error(JSON.stringify(kept.reasons));
    return kept.result.draftId;
  };
  const read = async (draftId: string) => {
    const answer = await runQuery(web, readDraft, { draftId });
    if (!answer.ok) throw new Error(JSON.stringify(answer.reasons));
    return answer.value;
  };
  const tried = async (draftId: string, person: string | null = null) => {
    const asked = await execute(web, tryConnection, { draftId, person }, { idempotencyKey: null });
    if (!asked.ok) throw new Error(JSON.stringify(asked.reasons));
    return await until(
      "the trial ended",
      () => read(draftId),
      ({ trial }) => trial?.state === "ended",
    );
  };
  return { keep, drafted, read, tried };
}
