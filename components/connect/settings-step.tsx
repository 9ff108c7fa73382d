"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import type { ConnectionDraftView, SettingView } from "#lib/core/views/connection.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Refusals } from "../ui/refusals.tsx";
import { connectHref } from "./connect-address.ts";
import type { ConnectCommands } from "./connect-commands.ts";
import type { ConnectStart } from "./connect-start.ts";
import { MoreSettings } from "./more-settings.tsx";
import { SecretField } from "./secret-field.tsx";
import { SettingField } from "./setting-field.tsx";
import { configOf, type Typed, typedOf } from "./typed.ts";

interface SettingsStepProps {
  readonly draft: ConnectionDraftView | null;
  readonly start: ConnectStart;
  readonly changes: { readonly name: string } | null;
  readonly commands: ConnectCommands;
}

/** The form of a connector, as its schema says. A field that is wrong says so beside it; nothing typed is lost. */
export function SettingsStep({ draft, start, changes, commands }: SettingsStepProps) {
  const { connector, settings, secretsKept } = start;
  const router = useRouter();
  const keep = useCommand(commands.keepDraft);
  const attempt = useCommand(commands.tryDraft);
  const [typed, setTyped] = useState<Typed>(() => typedOf(connector, settings));
  const [secrets, setSecrets] = useState<Typed>({});
  const box = useRef<HTMLFormElement>(null);
  const reasons = [...keep.reasons, ...attempt.reasons];
  const pending = keep.pending || attempt.pending;
  useEffect(() => {
    if (keep.reasons.length > 0) box.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [keep.reasons]);
  const errorsOf = (path: string) => reasons.flatMap((one) => (one.path === path ? [one.sentence] : []));
  const fields = new Set([
    ...connector.settings.map(({ name }) => `config.${name}`),
    ...connector.secrets.map(({ name }) => `secrets.${name}`),
  ]);
  const setting = (field: SettingView) => (
    <SettingField
      key={field.name}
      field={field}
      value={typed[field.name] ?? ""}
      errors={errorsOf(`config.${field.name}`)}
      onChange={(value) => setTyped((old) => ({ ...old, [field.name]: value }))}
    />
  );
  // What has a value already is asked for last, and never hides what is wrong with it.
  const rest = connector.settings.filter(({ required, initial }) => !required && initial !== null);
  const needed = connector.settings.filter(({ required }) => required);
  const free = connector.settings.filter((field) => !rest.includes(field) && !needed.includes(field));
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const sealed = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ""));
    const place = { draftId: draft?.id ?? null, systemId: draft === null ? (start.systemId ?? null) : null };
    const sent = { ...place, connector: connector.id, config: configOf(connector, typed), secrets: sealed };
    const kept = await keep.run(sent, null);
    if (!kept.ok) return;
    // It is sealed by now; here it is of no more use.
    setSecrets({});
    const { draftId } = kept.data;
    await attempt.run({ draftId, person: null }, null);
    router.push(connectHref(draftId, "check"));
    router.refresh();
  };
  return (
    <>
      <h1 className="page-title">
        {changes === null ? `Connect ${connector.name}` : "Change the connection of "}
        {changes === null ? null : <bdi>{changes.name}</bdi>}
      </h1>
      <p className="connect-lead">
        {connector.notSeen === null ? "" : `${connector.notSeen} `}
        {changes === null
          ? "Nothing is saved yet: what you enter is tried first. Credentials are sealed at once; only the worker can open them, and nobody sees them again."
          : "What is saved stays in force until the changed connection was tried and accepted. A credential that is kept goes only where it went before: with another address, enter it anew."}
      </p>
      <form ref={box} className="connect-form" noValidate onSubmit={send}>
        <Refusals reasons={reasons.filter(({ path }) => path === undefined || !fields.has(path))} />
        {needed.map(setting)}
        {connector.secrets.map((field) => (
          <SecretField
            key={field.name}
            field={field}
            kept={secretsKept.includes(field.name)}
            value={secrets[field.name] ?? ""}
            error={errorsOf(`secrets.${field.name}`)[0] ?? null}
            onChange={(value) => setSecrets((old) => ({ ...old, [field.name]: value }))}
          />
        ))}
        {free.map(setting)}
        <MoreSettings count={rest.length} isWrong={rest.some(({ name }) => errorsOf(`config.${name}`).length > 0)}>
          {rest.map(setting)}
        </MoreSettings>
        <div className="connect-acts">
          <button type="submit" className="button button-primary button-large" aria-disabled={pending}>
            {pending ? "Sealing…" : "Check the connection"}
          </button>
          {changes === null ? (
            <Link href="/systems/connect" className="button button-large">
              Another kind of system
            </Link>
          ) : null}
        </div>
      </form>
    </>
  );
}
