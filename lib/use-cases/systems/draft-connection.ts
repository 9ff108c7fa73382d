import { z } from "zod";
import { readConnection } from "#db/queries/connections/change-connection.ts";
import { lockDraft } from "#db/queries/connections/find-draft.ts";
import { saveDraft } from "#db/queries/connections/save-draft.ts";
import { listSecretNames, sealSecrets } from "#db/queries/systems/seal-secrets.ts";
import type { Tx } from "#db/tx.ts";
import type { Connector } from "#lib/connectors/contract.ts";
import { leadsElsewhere } from "#lib/core/connection/leads-elsewhere.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { readSettings } from "./read-settings.ts";
import { slowDigest } from "./slow-digest.ts";
import { systemInput } from "./system-input.ts";

const input = z.strictObject({
  draftId: z.uuid().nullable().meta({ description: "The draft that is changed; null: a new one." }),
  systemId: z
    .uuid()
    .nullable()
    .default(null)
    .meta({ description: "System whose connection a new draft changes; null: a system that is new." }),
  connector: z.string().max(60),
  config: systemInput.shape.config,
  secrets: systemInput.shape.secrets,
});

type Input = z.output<typeof input>;

export interface ConnectionDrafted {
  readonly draftId: string;
}

/**
 * Keeps a connection that somebody is about to make or change, its secrets sealed at once. Nothing is called and no
 * system is changed; what a trial said of other settings is forgotten.
 */
export const draftConnection = defineCommand<Input, ConnectionDrafted>({
  name: "connection.draft",
  input,
  permission: "system:write",
  receiptInput: (sent) => ({ ...sent, secrets: slowDigest(sent.secrets, sent.connector) }),
  touches: () => [],
  run: async (tx, ctx, sent) => {
    const connector = ctx.connectors.find(sent.connector);
    if (connector === undefined) return refused(domainError("config_invalid", { path: "connector" }));
    const place = await placeOf(tx, ctx, sent, connector);
    if (!place.ok) return place;
    const { id, systemId, changes, keepsSecrets, kept } = place.value;
    const settings = readSettings(connector, { ...sent, kept });
    if (!settings.ok) return settings;
    const madeBy = accountableText(ctx.actor);
    await saveDraft(tx, {
      id,
      systemId,
      changes,
      keepsSecrets,
      madeBy,
      connector: sent.connector,
      config: settings.value,
    });
    const typed = Object.entries(sent.secrets);
    const { seal } = ctx;
    if (typed.length > 0 && seal === null) throw new Error("no sealing key: this process cannot take secrets");
    const sealed = typed.flatMap(([name, secret]) => (seal ? [{ name, sealed: seal(systemId, name, secret) }] : []));
    await sealSecrets(tx, { systemId, draftId: id }, sealed);
    const system = idOf<"system">(systemId);
    const drafted = { draft: id, system, connector: sent.connector, changes };
    return done({ draftId: id }, [
      { kind: "connection.drafted", caseId: null, data: drafted },
      ...typed.map(([name]) => ({ kind: "secret.sealed" as const, caseId: null, data: { system, name } })),
    ]);
  },
});

interface Place {
  readonly id: string;
  readonly systemId: string;
  readonly changes: boolean;
  readonly keepsSecrets: boolean;
  /** Names of secrets that need not be typed again. */
  readonly kept: readonly string[];
}

const OTHER = "The system is connected by another connector. Nothing was changed. Start again from the system's page.";

/** Where the draft belongs, and which secrets it may go on with. */
async function placeOf(tx: Tx, ctx: RunCtx, sent: Input, connector: Connector): Promise<Decision<Place>> {
  const before = sent.draftId === null ? undefined : await lockDraft(tx, sent.draftId, accountableText(ctx.actor));
  if (sent.draftId !== null && before === undefined) return refused(domainError("not_found"));
  const id = before?.id ?? ctx.newId();
  const changes = before?.changes ?? sent.systemId !== null;
  const systemId = before?.systemId ?? sent.systemId ?? ctx.newId();
  const names = await listSecretNames(tx, systemId, id);
  // Secrets of another kind of system are not this one's.
  const ofDraft = before?.connector === sent.connector ? names.ofDraft : [];
  if (!changes) return ok({ id, systemId, changes, keepsSecrets: false, kept: ofDraft });
  const system = await readConnection(tx, systemId);
  if (system === undefined) return refused(domainError("not_found"));
  if (system.connector !== sent.connector)
    return refused(domainError("config_invalid", { path: "connector", sentence: OTHER }));
  const parsed = connector.parseConfig(sent.config);
  const after = parsed.ok ? Object(parsed.config) : sent.config;
  const keepsSecrets = !leadsElsewhere(connector.form.settings, system.config, after);
  return ok({ id, systemId, changes, keepsSecrets, kept: keepsSecrets ? [...names.ofSystem, ...ofDraft] : ofDraft });
}
