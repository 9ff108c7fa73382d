"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import type { SetupSystemView } from "#lib/core/views/setup.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Field } from "../leavers/open-leaver-field.tsx";
import { Refusals } from "../ui/refusals.tsx";
import { setupHref } from "./setup-address.ts";
import type { SetupCommands } from "./setup-commands.ts";
import { slugOf } from "./slug-of.ts";
import { TIERS } from "./tiers.ts";

const NAMELESS = {
  code: "input_invalid",
  path: "name",
  sentence: "Give the system a name of letters or digits. Nothing was registered.",
};

interface NewSystemProps {
  readonly known: readonly SetupSystemView[];
  readonly register: SetupCommands["registerListed"];
}

/** Registers a system that is seen from lists. It is observe-only. */
export function NewSystem({ known, register }: NewSystemProps) {
  const router = useRouter();
  const { run, pending, reasons } = useCommand(register);
  const [nameless, setNameless] = useState(false);
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get("name") ?? "").trim();
    const slug = slugOf(name);
    setNameless(slug === "");
    if (slug === "" || pending) return;
    const answer = await run({ name, slug, tier: Number(data.get("tier")) }, null);
    if (answer.ok) router.push(setupHref("system", { system: answer.data.slug }));
  };
  const shown = nameless ? [NAMELESS] : reasons;
  return (
    <>
      <h1 className="setup-title">Which system first?</h1>
      <p className="setup-lead">
        One from which you can export a list of users. Closeout only looks at it: it has no way in, and nothing there is
        changed.
      </p>
      <form className="form" noValidate onSubmit={send}>
        <Refusals reasons={shown.filter(({ path }) => path !== "name")} />
        <Field
          id="name"
          label="Name of the system"
          hint="As people call it, for example Salesforce."
          autoComplete="off"
          error={shown.find(({ path }) => path === "name")?.sentence ?? null}
        />
        <div className="field">
          <label className="field-label" htmlFor="tier">
            How much harm access to it can do
          </label>
          <select id="tier" name="tier" className="input" defaultValue="2">
            {TIERS.map(([tier, word]) => (
              <option key={tier} value={tier}>
                {word}
              </option>
            ))}
          </select>
          <p className="field-hint">The tier decides how soon access must be gone, and who may check it.</p>
        </div>
        <div>
          <button type="submit" className="button button-primary button-large" aria-disabled={pending}>
            Register the system
          </button>
        </div>
      </form>
      {known.length === 0 ? null : (
        <section className="setup-part" aria-labelledby="known-title">
          <h2 id="known-title" className="num">
            Or go on with one of {known.length} that lists show
          </h2>
          <ul className="known-systems">
            {known.map(({ id, slug, name, accepted }) => (
              <li key={id}>
                <Link className="link" href={setupHref("system", { system: slug })}>
                  <bdi>{name}</bdi>
                </Link>{" "}
                <span className="text-muted num">
                  {accepted === 0 ? "no list accepted yet" : `${accepted} lists accepted`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
