import type { SystemListView } from "#lib/core/views/inventory.ts";

/** What stands out of the whole inventory, in one sentence with its denominators. */
export function SystemSum({ list }: { list: SystemListView }) {
  const { tools, skipped, total, withoutOwner, blindLayers } = list;
  const skipping =
    tools.length === 0
      ? "No automation's claims have been brought in, so nobody knows what it skips"
      : `${skipped} of ${total} systems ${skipped === 1 ? "is" : "are"} skipped by the automation you have`;
  return (
    <p className="systems-sum num">
      <b>
        {skipping}; {withoutOwner} {withoutOwner === 1 ? "has" : "have"} no owner; {blindLayers}{" "}
        {blindLayers === 1 ? "layer" : "layers"} on this page {blindLayers === 1 ? "is" : "are"} blind.
      </b>{" "}
      <span className="text-muted">What no tool can see is listed here, not left out.</span>
    </p>
  );
}
