import { plainWord, wordSet } from "../snapshot/column-words.ts";

/** What a column of a file of people can mean to us. */
export const PEOPLE_ROLES = [
  "person_key",
  "email",
  "display_name",
  "given_name",
  "family_name",
  "ends_at",
  "zone",
  "kind",
] as const;
export type PeopleRole = (typeof PEOPLE_ROLES)[number];

/** Titles as a person names the columns that count. */
export type NamedPeopleColumns = { readonly [Role in PeopleRole]?: string | undefined };

/** Columns by what they mean: places in the header, from 0. */
export type PeopleColumns = Readonly<Partial<Record<PeopleRole, number>>>;

/** Titles of the columns, as HR and IdP exports write them; exactly these, but for case, accents, blanks and signs. */
const PEOPLE_WORDS: Readonly<Record<PeopleRole, string>> = {
  person_key: `person key, personkey, id, person id, employee id, employeeid, employee number, employee no, worker id,
    staff id, staff number, personnel number, payroll number, hr id, external id, user id, key,
    personalnummer, mitarbeiternummer, mitarbeiter-id, personal-id, matricule, numéro d'employé, identifiant,
    número de empleado, id de empleado, legajo, matricola, numero dipendente, número do funcionário, matrícula,
    personeelsnummer, medewerkernummer, numer pracownika, numer ewidencyjny, 社員番号, 従業員番号, 職員番号`,
  email: `email, e-mail, mail, email address, e-mail address, work email, primary email, primary work email, business email,
    e-mail-adresse, emailadresse, adresse e-mail, adresse mail, courriel, correo, correo electrónico, indirizzo e-mail,
    endereço de e-mail, e-mailadres, adres e-mail, メール, メールアドレス`,
  display_name: `name, display name, full name, fullname, employee, employee name, worker, person, legal name, preferred name,
    anzeigename, vollständiger name, mitarbeiter, mitarbeitername, nom complet, nombre completo, nome completo,
    volledige naam, naam, imię i nazwisko, 氏名, 名前`,
  given_name: `first name, given name, forename, vorname, prénom, nombre, nome, voornaam, imię, 名`,
  family_name: `last name, family name, surname, nachname, familienname, nom, nom de famille, apellido, apellidos, cognome,
    sobrenome, apelido, achternaam, nazwisko, 姓`,
  ends_at: `end, end date, effective end, effective at, effectiveat, effective date, termination date, terminated at,
    terminated on, leaving date, leave date, last day, last working day, last day of work, last date of employment,
    contract end, contract end date, exit date, separation date, departure date,
    austritt, austrittsdatum, enddatum, vertragsende, letzter arbeitstag, letzter tag, date de fin, date de sortie,
    date de départ, fin de contrat, dernier jour, fecha de baja, fecha de salida, fecha de fin, fin de contrato, último día,
    data di fine, data di cessazione, fine contratto, ultimo giorno, data de saída, data de término, data de rescisão,
    fim do contrato, último dia, einddatum, uitdienstdatum, datum uit dienst, laatste werkdag, data zakończenia,
    data odejścia, koniec umowy, ostatni dzień, 退職日, 契約終了日, 最終出勤日`,
  zone: `zone, time zone, timezone, tz, iana zone, zeitzone, fuseau horaire, fuseau, zona horaria, fuso orario, fuso horário,
    tijdzone, strefa czasowa, タイムゾーン`,
  kind: `kind, type, worker type, employee type, employment type, leaver type, person type, contract type, art, typ,
    mitarbeitertyp, vertragsart, type de contrat, type d'emploi, tipo, tipo de contrato, tipo di contratto, soort,
    dienstverband, rodzaj, rodzaj umowy, 雇用形態, 種別`,
};

const WORDS = new Map(PEOPLE_ROLES.map((role) => [role, wordSet(PEOPLE_WORDS[role])]));

/** What the titles of a file of people come to. */
export type MappedPeople =
  | { readonly kind: "mapped"; readonly columns: PeopleColumns; readonly key: "person_key" | "email" }
  | { readonly kind: "ambiguous"; readonly role: PeopleRole; readonly titles: readonly string[] }
  | { readonly kind: "missing"; readonly roles: readonly PeopleRole[] }
  | { readonly kind: "no_such_column"; readonly role: PeopleRole; readonly title: string };

/**
 * Finds out what the columns of a file of people mean. What is named decides, then the title. Where two columns could be
 * the same thing nothing is guessed: a wrong key or a wrong end is a wrong leaver.
 */
export function mapPeople(titles: readonly string[], named: NamedPeopleColumns): MappedPeople {
  const columns: Partial<Record<PeopleRole, number>> = {};
  for (const role of PEOPLE_ROLES) {
    const title = named[role];
    if (title === undefined) continue;
    const place = titles.findIndex((one) => one === title || plainWord(one) === plainWord(title));
    if (place < 0) return { kind: "no_such_column", role, title };
    columns[role] = place;
  }
  const taken = new Set(Object.values(columns));
  for (const role of PEOPLE_ROLES) {
    const found = columns[role] === undefined ? candidates(titles, role, taken) : [];
    const [only, another] = found;
    if (another !== undefined) return { kind: "ambiguous", role, titles: found.map((at) => titles[at] ?? "") };
    if (only !== undefined) columns[role] = only;
  }
  return settled(columns);
}

function candidates(titles: readonly string[], role: PeopleRole, taken: ReadonlySet<number>): readonly number[] {
  const words = WORDS.get(role);
  return titles.flatMap((title, at) => (!taken.has(at) && words?.has(plainWord(title)) ? [at] : []));
}

function settled(columns: PeopleColumns): MappedPeople {
  const key = columns.person_key !== undefined ? "person_key" : columns.email !== undefined ? "email" : null;
  if (key === null) return { kind: "missing", roles: ["person_key", "email"] };
  if (columns.ends_at === undefined) return { kind: "missing", roles: ["ends_at"] };
  return { kind: "mapped", columns, key };
}

/** The role in words, as a sentence names it. */
export const PEOPLE_ROLE_WORD: Readonly<Record<PeopleRole, string>> = {
  person_key: "key of the person",
  email: "e-mail",
  display_name: "name",
  given_name: "first name",
  family_name: "last name",
  ends_at: "end date",
  zone: "time zone",
  kind: "kind",
};
