import type { SystemView } from "#lib/core/views/system.ts";
import { OwnerChoice } from "./owner-choice.tsx";
import { setupHref } from "./setup-address.ts";
import type { SetupCommands } from "./setup-commands.ts";

/** Who answers for the system that was looked at. */
export function OwnersStep({ view, commands }: { view: SystemView; commands: SetupCommands }) {
  const { system } = view;
  return (
    <>
      <h1 className="setup-title">
        Who removes access in <bdi>{system.name}</bdi>?
      </h1>
      <p className="setup-lead num">
        {system.openWithoutOwner} of {system.openSteps} open steps there have no owner. Whoever owns the system is asked
        for each of them; the list of users says nothing of people who stay, so nobody is suggested from it.
      </p>
      <section className="setup-part" aria-label={`Owner of ${system.name}`}>
        <OwnerChoice view={view} commands={commands} next={setupHref("leaver", { system: system.slug })} />
      </section>
    </>
  );
}
