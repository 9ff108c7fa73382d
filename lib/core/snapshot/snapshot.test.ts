import { describe, expect, test } from "vitest";
import { instant } from "../instant.ts";
import { readStatus, statusSense } from "./account-status.ts";
import {
  areUnmatched,
  comparedWith,
  holding,
  isCompleteSnapshot,
  isFirstUncounted,
  isStale,
  SNAPSHOT_FINDING,
  unconfirmed,
} from "./finding.ts";
import { mapColumns, titlesOf } from "./map-columns.ts";
import { layersShown } from "./snapshot.ts";
import { isMixed, newDateSurvey, readDate, surveyDate } from "./written-date.ts";

describe("columns", () => {
  test.each([
    ["English", "User ID,Username,Email Address,Full Name,Status,Role,Last Login"],
    ["German", "Benutzer-ID,Benutzername,E-Mail-Adresse,Vollständiger Name,Kontostatus,Rolle,Letzte Anmeldung"],
    ["French", "Identifiant utilisateur,Nom d'utilisateur,Adresse e-mail,Nom complet,Statut,Rôle,Dernière connexion"],
    [
      "Spanish",
      "ID de usuario,Nombre de usuario,Correo electrónico,Nombre completo,Estado,Rol,Último inicio de sesión",
    ],
    ["Italian", "ID utente,Nome utente,Indirizzo e-mail,Nome completo,Stato,Ruolo,Ultimo accesso"],
    ["Portuguese", "ID do usuário,Nome de usuário,Endereço de e-mail,Nome completo,Situação,Função,Último acesso"],
    ["Dutch", "Gebruikers-ID,Gebruikersnaam,E-mailadres,Volledige naam,Status,Rol,Laatste aanmelding"],
    [
      "Polish",
      "Identyfikator użytkownika,Nazwa użytkownika,Adres e-mail,Imię i nazwisko,Status konta,Rola,Ostatnie logowanie",
    ],
    ["Japanese", "ユーザーID,ユーザー名,メールアドレス,氏名,状態,権限,最終ログイン"],
  ])("titles in %s are understood, in whatever case and order", (_language, line) => {
    const titles = line.split(",");
    const roles = ["account_id", "user_name", "email", "display_name", "status", "role", "last_used"];
    const reversed = [...titles].reverse().map((title) => title.toUpperCase());
    const found = mapColumns(reversed, "users", {});
    expect(found).toMatchObject({ kind: "mapped", key: "account_id", unclear: [] });
    const columns = found.kind === "mapped" ? found.columns : {};
    expect(columns).toEqual(Object.fromEntries(roles.map((role, at) => [role, [titles.length - 1 - at]])));
  });

  test("two columns that could both be the key are named, and nothing is guessed until the caller names one", () => {
    const titles = ["User ID", "GUID", "Email"];
    expect(mapColumns(titles, "users", {})).toEqual({
      kind: "key_ambiguous",
      role: "account_id",
      titles: ["User ID", "GUID"],
    });
    expect(mapColumns(titles, "users", { account_id: "guid" })).toMatchObject({
      kind: "mapped",
      columns: { account_id: [1] },
    });
    // What was named the last time need not be named again.
    expect(mapColumns(titles, "users", {}, { account_id: "User ID" })).toMatchObject({ columns: { account_id: [0] } });
  });

  test("a title that only holds a word names somebody else: a manager's mail is not the person's", () => {
    const found = mapColumns(["Username", "Manager e-mail", "Last status change"], "users", {});
    expect(found).toMatchObject({ kind: "mapped", key: "user_name", columns: { user_name: [0] } });
    expect(found.kind === "mapped" && Object.keys(found.columns)).toEqual(["user_name"]);
  });

  test("without a key, or without the group of a list of groups, it says which column is missing", () => {
    expect(mapColumns(["Colour", "Size"], "users", {})).toMatchObject({ kind: "missing" });
    expect(mapColumns(["User ID"], "groups", {})).toEqual({ kind: "missing", roles: ["group"] });
    expect(mapColumns(["User ID"], "users", { status: "Nowhere" })).toEqual({
      kind: "no_such_column",
      role: "status",
      title: "Nowhere",
    });
  });

  test("of two columns that could be anything else neither is read, and it is said; two of mail addresses are both read", () => {
    const titles = ["ID", "Status", "Active", "Email", "Mail"];
    expect(mapColumns(titles, "users", {})).toMatchObject({
      columns: { account_id: [0], email: [3, 4] },
      unclear: ["status"],
    });
    expect(titlesOf({ account_id: [0], email: [3, 4] }, titles)).toEqual({ account_id: "ID", email: "Email" });
  });

  test("a list of users shows roles only where it has a column of them, and no list of users shows groups", () => {
    expect(layersShown("users", { account_id: [0] })).toEqual(["account"]);
    expect(layersShown("users", { account_id: [0], role: [1] })).toEqual(["account", "entitlement"]);
    expect([layersShown("groups", {}), layersShown("keys", {})]).toEqual([["group"], ["credential"]]);
  });
});

describe("the state of an account", () => {
  test.each([
    ["Active", "Status", "active"],
    ["aktiv", "Status", "active"],
    ["Actif", "Statut", "active"],
    ["有効", "状態", "active"],
    ["Deaktiviert", "Status", "disabled"],
    ["Désactivé", "Statut", "disabled"],
    ["SUSPENDED", "User Status", "disabled"],
    ["zablokowany", "Status", "disabled"],
    ["停止中", "状態", "disabled"],
    ["true", "Active", "active"],
    ["nein", "Aktiv", "disabled"],
    ["TRUE", "Suspended", "disabled"],
    ["0", "Is disabled", "active"],
    // Nothing says what yes means here.
    ["true", "Status", "unknown"],
    ["Locked", "Status", "unknown"],
    ["Invited", "Status", "unknown"],
    ["", "Status", "unknown"],
    ["not active", "Status", "unknown"],
  ])("%j under %j reads %s; a word nobody knows is never taken for disabled", (word, title, presence) => {
    expect(readStatus(word, statusSense(title))).toBe(presence);
  });
});

describe("dates", () => {
  const survey = (texts: readonly string[]) => {
    const found = newDateSurvey();
    for (const text of texts) surveyDate(found, text);
    return found;
  };
  const read = (text: string, column: readonly string[] = [text]) => {
    const date = readDate(text, survey(column));
    return date === null ? null : `${date.year}-${date.month}-${date.day} ${date.hour}:${date.minute}`;
  };

  test.each([
    ["2026-02-03T09:14:05Z", "2026-2-3 9:14"],
    ["2026/02/03 09:14", "2026-2-3 9:14"],
    ["03.02.2026", "2026-2-3 0:0"],
    ["3 Feb 2026, 9:14 PM", "2026-2-3 21:14"],
    ["Feb 3, 2026", "2026-2-3 0:0"],
    ["23/02/2026", "2026-2-23 0:0"],
    ["02/23/2026", "2026-2-23 0:0"],
    ["02/02/2026", "2026-2-2 0:0"],
    ["02/03/2026", null],
    ["2026-13-01", null],
    ["never", null],
  ])("%s reads %s", (text, expected) => expect(read(text)).toBe(expected));

  test("a slashed date is read by what the whole column shows, but not where the column is written in several ways", () => {
    expect(read("02/03/2026", ["02/03/2026", "23/03/2026"])).toBe("2026-3-2 0:0");
    expect(read("02/03/2026", ["02/03/2026", "03/23/2026"])).toBe("2026-2-3 0:0");
    const mixed = ["02/03/2026", "23/03/2026", "2026-03-23", "23.03.2026"];
    expect(isMixed(survey(mixed))).toBe(true);
    expect(read("02/03/2026", mixed)).toBe(null);
    expect(read("23/03/2026", mixed)).toBe("2026-3-23 0:0");
    // Both orders in one column: no row tells of another.
    expect(read("02/03/2026", ["02/03/2026", "23/03/2026", "03/23/2026"])).toBe(null);
  });
});

describe("what stands out", () => {
  test("only a list that is said to be whole, has the rows it is said to have and was read to its end is complete", () => {
    const whole = { rows: 10, broken: 0, truncated: false, stated: null, hasEarlier: true, saidComplete: true };
    expect(isCompleteSnapshot(whole)).toBe(true);
    expect(isCompleteSnapshot({ ...whole, stated: 10 })).toBe(true);
    for (const over of [{ broken: 1 }, { truncated: true }, { stated: 11 }, { saidComplete: false }])
      expect(isCompleteSnapshot({ ...whole, ...over })).toBe(false);
  });

  test("the first list of a system proves nobody absent until somebody says how many rows the application shows", () => {
    const first = { rows: 10, broken: 0, truncated: false, stated: null, hasEarlier: false, saidComplete: true };
    expect([isFirstUncounted(first), isCompleteSnapshot(first)]).toEqual([true, false]);
    expect(isCompleteSnapshot({ ...first, stated: 10 })).toBe(true);
    expect(isCompleteSnapshot({ ...first, stated: 9 })).toBe(false);
    for (const over of [{ stated: 10 }, { hasEarlier: true }, { saidComplete: false }])
      expect(isFirstUncounted({ ...first, ...over })).toBe(false);
  });

  test("five unmatched rows in a hundred are said, four are not", () => {
    expect([areUnmatched(100, 95), areUnmatched(100, 96), areUnmatched(0, 0)]).toEqual([true, false, false]);
  });

  test("a list that lost a fifth is held; a part of a list lost nothing; few keys in common are another system's", () => {
    const of = (rows: number, complete = true) => ({ rows, accounts: rows, complete });
    const before = { rows: 100, accounts: 100, shared: 70 };
    expect(comparedWith(before, of(70), 0)).toEqual(["rows_lost"]);
    expect(comparedWith(before, of(70), 15)).toEqual([]);
    expect(comparedWith(before, of(70, false), 0)).toEqual([]);
    expect(comparedWith({ ...before, shared: 19 }, of(100), 0)).toEqual(["other_system"]);
    expect(comparedWith({ rows: 10, accounts: 10, shared: 0 }, of(10), 0)).toEqual([]);
  });

  test("what must be confirmed is named until it is; what is held no confirmation releases", () => {
    const findings = (["rows_unmatched", "rows_lost", "stale"] as const).map((code) => ({ code, count: 1, lines: [] }));
    expect(unconfirmed(findings, [])).toEqual(["rows_unmatched"]);
    expect(unconfirmed(findings, ["rows_unmatched", "rows_lost"])).toEqual([]);
    expect(holding(findings)).toEqual(["rows_lost"]);
    for (const { sentence } of Object.values(SNAPSHOT_FINDING)) expect(sentence).toMatch(/\. \w|: /);
  });

  test("a list older than what may be believed is stale", () => {
    expect([isStale(instant(0), instant(10), 10), isStale(instant(0), instant(11), 10)]).toEqual([false, true]);
  });
});
