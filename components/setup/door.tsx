"use client";
import { Lock } from "lucide-react";
import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { FileDrop } from "../files/file-drop.tsx";
import { keyed } from "../ui/keyed.ts";
import { VerdictSwatch } from "../verdict/verdict-swatch.tsx";
import { CopyText } from "./copy-text.tsx";

const MINI: readonly (readonly VerdictKey[])[] = [
  ["verified_removed", "verified_removed", "still_present", "verified_removed", "never_found", "came_back"],
  ["latent", "expires_by", "verified_removed", "verified_removed", "not_applicable", "still_present"],
  ["verified_disabled", "verified_removed", "verified_rotated", "verified_removed", "verified_removed", "self_checked"],
  ["cannot_check", "attested", "attested", "excepted_until", "retained_until", "verified_transferred"],
];

interface DoorProps {
  /** The database is a demo: the second door is behind the reader. */
  readonly demo: boolean;
  /** Port of this installation; the demo needs another. */
  readonly port: number;
  readonly onFile: (file: File) => void;
}

function Promises({ words }: { words: readonly string[] }) {
  return (
    <ul className="door-promises">
      {words.map((promise) => (
        <li key={promise}>
          <Lock size={14} strokeWidth={1.5} aria-hidden="true" />
          <span>{promise}</span>
        </li>
      ))}
    </ul>
  );
}

const OWN = [
  "Stays on this machine; nothing leaves your network",
  "Observe-only from the start; nothing is changed in any system",
];
const DEMO = [
  "Its own database and its own keys; nothing of it is in your numbers",
  "Open its link in a private window: a browser keeps one sign-in for both",
];

/** Two doors of equal weight: one's own data, and the demo company in an installation of its own. */
export function Door({ demo, port, onFile }: DoorProps) {
  return (
    <>
      <h1 className="setup-title">Find out who left and can still get in</h1>
      <p className="setup-lead">
        Two files are enough: who left, and who has an account. The first answer takes about four minutes.
      </p>
      <div className="doors">
        <section className="card door" aria-labelledby="own-title">
          <h2 id="own-title">Use my data</h2>
          <p>A list of leavers, and one list of users exported from any application. Only leavers are looked up.</p>
          <FileDrop
            label="Drop a CSV of leavers"
            hint="or press the button below"
            chosen={null}
            act="Choose a file"
            primary
            onFile={onFile}
          />
          <Promises words={OWN} />
        </section>
        <section className="card door" aria-labelledby="demo-title">
          <h2 id="demo-title">Look at the demo company</h2>
          <p>
            An invented freight company, with leavers in several zones and simulated systems: some do as they say, one
            lies, one lets people in again.
          </p>
          <div className="door-mini" aria-hidden="true">
            {MINI.map((row) => (
              <div key={row.join(" ")}>
                {keyed(row).map(({ key, value }) => (
                  <VerdictSwatch key={key} verdict={value} />
                ))}
              </div>
            ))}
          </div>
          {demo ? (
            <p>
              <b>This is the demo company.</b> To use your own data, end it and start Closeout without{" "}
              <code>--demo</code>.
            </p>
          ) : (
            <>
              <p>
                It is an installation of its own and runs beside this one: start it in the folder you started Closeout
                from, in a second terminal.
              </p>
              <CopyText text={`PORT=${port + 1} npm start -- --demo`} what="the command" />
            </>
          )}
          <Promises words={DEMO} />
        </section>
      </div>
      <p className="setup-foot">
        No file at hand? Samples show the format:{" "}
        <a className="link" href="/sample-leavers.csv" download>
          Download sample leavers
        </a>{" "}
        and{" "}
        <a className="link" href="/sample-users.csv" download>
          a sample list of users
        </a>
        .
      </p>
    </>
  );
}
