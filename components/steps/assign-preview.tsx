import type { AssignmentPreviewView } from "#lib/core/views/assignment.ts";
import type { ToAssign } from "./step-commands.ts";

interface AssignPreviewProps {
  readonly preview: AssignmentPreviewView;
  readonly noun: ToAssign<object>["noun"];
}

const WORDS = {
  steps: ["Steps", "Steps by system, with who gets them and why"],
  items: ["Items", "Items by system, with who gets them and why"],
} as const;

/** Who gets how many of which system and why; what stays without an owner is red and says why. */
export function AssignPreview({ preview, noun }: AssignPreviewProps) {
  const [head, caption] = WORDS[noun];
  return (
    // A long table scrolls inside the dialog; focus lets the keys scroll it.
    <section className="card assign-groups" tabIndex={0} aria-label="Who gets what">
      <table className="list">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">System</th>
            <th scope="col" className="figure">
              {head}
            </th>
            <th scope="col">Owner</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {preview.groups.map((group) => (
            <tr
              key={`${group.systemId} ${group.owner?.id ?? ""} ${group.reason} ${group.without}`}
              data-skipped={!group.owner || undefined}
            >
              <th scope="row">
                <bdi>{group.systemName}</bdi>
              </th>
              <td className="num figure">{group.steps}</td>
              <td>
                {group.owner ? (
                  <bdi className="step-owner">{group.owner.name}</bdi>
                ) : (
                  <span className="no-owner">{group.without ? "Stays without owner" : "Keeps its owner"}</span>
                )}
              </td>
              <td className="why text-muted">{group.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
