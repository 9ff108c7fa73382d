import { keyed } from "../ui/keyed.ts";
import { LayersShown } from "./layers-shown.tsx";
import type { ListRead } from "./list-types.ts";

const ROLE_WORD: Readonly<Record<string, string>> = {
  account_id: "id of the account",
  user_name: "user name",
  email: "e-mail",
  display_name: "name",
  person_key: "key of the person",
  status: "state",
  role: "role",
  last_used: "last used",
  group: "group",
  key_id: "key",
};

/** How a list was understood: its size, its columns, its first rows, and the layers it can show. */
export function HowRead({ list }: { list: ListRead }) {
  const { rows, concerned, complete, mapping, titles, firstRows } = list;
  const read = Object.entries(mapping);
  return (
    <>
      <h3 className="num list-head">
        {rows.toLocaleString("en")} rows read, {concerned.toLocaleString("en")} of leavers or known accounts
      </h3>
      <p>
        {complete
          ? "It counts as complete: who is not in it has no account."
          : "It does not count as complete: it shows who is there and proves nobody absent."}{" "}
        Of all other rows only their number is kept.
      </p>
      <p>
        Columns:{" "}
        {read.map(([role, title], at) => (
          <span key={role}>
            {at > 0 ? ", " : ""}
            <b>
              <bdi>{title}</bdi>
            </b>{" "}
            is the {ROLE_WORD[role] ?? role}
          </span>
        ))}
        .{" "}
        {titles.length > read.length ? (
          <span className="text-muted">
            {titles.length - read.length} of {titles.length} are not read.
          </span>
        ) : null}
      </p>
      <LayersShown layers={list.layers} />
      <section className="card rows-shown" tabIndex={0} aria-label="First rows of the file">
        <table className="list">
          <caption className="sr-only">First rows of the file, as it writes them; they are kept nowhere</caption>
          <thead>
            <tr>
              {keyed(titles).map(({ key, value }) => (
                <th key={key} scope="col">
                  <bdi>{value || "No title"}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keyed(firstRows).map(({ key, value }) => (
              <tr key={key}>
                {keyed(value).map((cell) => (
                  <td key={cell.key}>
                    <bdi>{cell.value}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
