import type { OwnerView } from "#lib/core/views/owner.ts";

interface PersonProps {
  readonly person: OwnerView | null;
  /** The person has left: nobody answers though somebody is named. */
  readonly gone: boolean;
  /** What is said where there is nobody. */
  readonly nobody: string;
}

/** Who answers for a system. Somebody who has left is as loud as nobody. */
export function Person({ person, gone, nobody }: PersonProps) {
  if (person === null) return <span className={nobody === "No owner" ? "no-owner" : "text-muted"}>{nobody}</span>;
  if (!gone) return <bdi>{person.name}</bdi>;
  return (
    <>
      <bdi>{person.name}</bdi> <span className="bad">has left</span>
    </>
  );
}
