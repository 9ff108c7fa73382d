"use client";
import Link from "next/link";
import type { OrphanRowView, OrphansView } from "#lib/core/views/discovery.ts";
import { formatDateTime, formatFull } from "../time/format-instant.ts";
import { useMyZone } from "../time/use-mine.ts";
import { countWord, numberWord } from "./account-words.ts";
import { accountsHref } from "./accounts-address.ts";

function OrphanRow({ row, zone, asOfIso }: { row: OrphanRowView; zone: string; asOfIso: string }) {
  return (
    <tr>
      <th scope="row" className="account">
        <Link className="step-link" href={accountsHref(row.slug, "uncorrelated")}>
          <bdi>{row.name}</bdi>
        </Link>{" "}
        <span className="tier">Tier {row.tier}</span>
      </th>
      <td className="owner">
        {row.owner === null ? <span className="no-owner">No owner</span> : <bdi>{row.owner}</bdi>}
      </td>
      <td className={row.nobody.count > 0 ? "figure num bad" : "figure num"} data-head="Of nobody">
        {countWord(row.nobody)}
      </td>
      <td className={row.ofLeavers.count > 0 ? "figure num bad" : "figure num"} data-head="Of leavers">
        <Link href={accountsHref(row.slug, "left")}>{countWord(row.ofLeavers)}</Link>
      </td>
      <td className="figure num" data-head="Shared, service">
        <Link href={accountsHref(row.slug, "not_human")}>{countWord(row.notHuman)}</Link>
      </td>
      <td className="figure num" data-head="Listed">
        {row.accounts === null ? "–" : numberWord(row.accounts)}
      </td>
      <td className="num" data-head="Last listing" suppressHydrationWarning>
        {row.listedIso === null ? "–" : formatDateTime(row.listedIso, zone, asOfIso)}
      </td>
    </tr>
  );
}

/** Accounts of nobody across all systems, worst first. */
export function OrphansScreen({ view }: { view: OrphansView }) {
  const zone = useMyZone() ?? "UTC";
  const { rows, unlisted, asOfIso } = view;
  const nobody = rows.reduce((sum, row) => sum + row.nobody.count, 0);
  const more = rows.some((row) => row.nobody.more);
  return (
    <>
      <h1 className="page-title">Accounts of nobody</h1>
      <p className="systems-sum">
        <span>
          <b className={nobody > 0 ? "bad" : undefined}>
            {countWord({ count: nobody, more })} usable accounts are of nobody known
          </b>{" "}
          in {rows.length} systems that were listed.
          {unlisted.length === 0
            ? ""
            : ` ${unlisted.length} connected systems were never listed: of them nobody knows.`}
        </span>
        <span className="tabs-note">Sorted by most of nobody first</span>
      </p>
      <p className="as-of num" suppressHydrationWarning>
        As of {formatFull(asOfIso, zone, true)}
      </p>
      {rows.length === 0 ? (
        <p className="card empty">
          No system was listed to the end yet. Open a connected system below, or under{" "}
          <Link className="link" href="/systems">
            Systems
          </Link>
          , and list all its accounts.
        </p>
      ) : (
        <div className="card list-wrap">
          <table className="list orphans-list">
            <caption className="sr-only">Systems, most accounts of nobody first</caption>
            <thead>
              <tr>
                <th scope="col">System</th>
                <th scope="col">Owner</th>
                <th scope="col" className="figure">
                  Of nobody
                </th>
                <th scope="col" className="figure">
                  Of leavers
                </th>
                <th scope="col" className="figure">
                  Shared, service
                </th>
                <th scope="col" className="figure">
                  Listed
                </th>
                <th scope="col">Last listing</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <OrphanRow key={row.slug} row={row} zone={zone} asOfIso={asOfIso} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {unlisted.length === 0 ? null : (
        <section className="unlisted" aria-labelledby="unlisted-title">
          <h2 id="unlisted-title" className="text-lead font-semibold">
            Never listed
          </h2>
          <ul>
            {unlisted.map(({ slug, name }) => (
              <li key={slug}>
                <Link className="link" href={accountsHref(slug, "uncorrelated")}>
                  <bdi>{name}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
