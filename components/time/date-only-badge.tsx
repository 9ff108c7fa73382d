/** Marks a moment whose source gave no time of day; everything counted from it inherits the doubt. */
export function DateOnlyBadge({ zone }: { zone: string }) {
  return (
    <span className="date-only" title={`No time of day was given. Assumed end of day, ${zone}.`}>
      Date only
    </span>
  );
}
