import { plainWord } from "../snapshot/column-words.ts";

/** What a column of a sign-in log or statement can mean to us. */
export const SIGHTING_ROLES = [
  "name",
  "domain",
  "person",
  "seen_at",
  "seats",
  "cost_centre",
  "amount",
  "scope",
  "row_id",
] as const;
export type SightingRole = (typeof SIGHTING_ROLES)[number];

/** Columns by what they mean: places in the header, from 0. */
export type SightingColumns = Readonly<Partial<Record<SightingRole, number>>>;

/** Titles as a person names the columns that count. */
export type NamedSightingColumns = { readonly [Role in SightingRole]?: string | undefined };

/**
 * Titles that exports give their columns, the most telling first: of several that a file has, the first counts, and the
 * file is shown as it was read before anything is taken.
 */
const WORDS: Readonly<Record<SightingRole, string>> = {
  name: `application display name, app display name, appdisplayname, application name, application, app name, app, target app,
    target application, target0.displayname, target.0.displayname, client name, display text, displaytext, merchant name,
    merchant, vendor name, vendor, supplier, payee, service name, service, product, resource display name, resource, name,
    anwendung, anwendungsname, dienst, händler, anbieter, lieferant, zahlungsempfänger, commerçant, fournisseur, marchand,
    aplicación, comercio, proveedor, applicazione, esercente, fornitore, aplicativo, fornecedor, toepassing, leverancier,
    aplikacja, dostawca, アプリケーション, 加盟店`,
  domain: `domain, app domain, application domain, website, url, host, hostname, homepage, domäne, webseite, domaine, site web,
    dominio, sitio web, sito web, domínio, domein, domena, ドメイン`,
  person: `user principal name, userprincipalname, upn, user email, email, e-mail, email address, mail, actor.alternateid,
    actor alternate id, username, user name, login, user login, user, actor, cardholder email, employee email, employee id,
    person key, cardholder, card holder, employee, employee name, benutzername, benutzer, karteninhaber, mitarbeiter,
    utilisateur, adresse e-mail, titulaire, usuario, correo electrónico, titular, utente, intestatario, usuário, gebruiker,
    kaarthouder, użytkownik, メールアドレス, ユーザー名`,
  seen_at: `published, created date time, createddatetime, sign-in time, signin time, sign in date, event time, timestamp,
    last sign-in, last login, last used, last seen, date (utc), date, time, transaction date, posting date, posted date,
    booking date, invoice date, statement date, datum, buchungsdatum, rechnungsdatum, zeitpunkt, date de transaction,
    date d'opération, fecha, fecha de operación, data, data operazione, data da transação, datum transactie,
    data transakcji, 日付, 取引日`,
  seats: `seats, seat count, licenses, licences, license count, users, quantity, qty, plätze, lizenzen, menge, anzahl, sièges,
    licences, quantité, licencias, cantidad, postazioni, licenze, quantità, licenças, quantidade, licenties, aantal,
    licencje, ilość, 数量`,
  cost_centre: `cost centre, cost center, costcentre, costcenter, department, business unit, kostenstelle, abteilung,
    centre de coûts, centro de coste, centro de costos, centro di costo, centro de custo, kostenplaats, mpk, 部門`,
  amount: `amount, total, gross amount, net amount, transaction amount, price, betrag, summe, montant, importe, importo,
    valor, bedrag, kwota, 金額`,
  scope: `scope, scopes, permission, permissions, consent, granted scopes, berechtigungen, autorisations, permisos, permessi`,
  row_id: `uuid, event id, eventid, request id, requestid, transaction id, transactionid, reference, row id, id, buchungsnummer`,
};

const TITLES = new Map(SIGHTING_ROLES.map((role) => [role, WORDS[role].split(",").map(plainWord)]));

/** What the titles of a file come to. */
export type MappedSightings =
  | { readonly kind: "mapped"; readonly columns: SightingColumns }
  | { readonly kind: "missing" }
  | { readonly kind: "no_such_column"; readonly role: SightingRole; readonly title: string };

/** Finds out what the columns mean. What is named decides, then the title. Without a name or domain nothing is meant. */
export function mapSightings(titles: readonly string[], named: NamedSightingColumns): MappedSightings {
  const plain = titles.map(plainWord);
  const columns: Partial<Record<SightingRole, number>> = {};
  for (const role of SIGHTING_ROLES) {
    const title = named[role];
    if (title === undefined) continue;
    const place = plain.indexOf(plainWord(title));
    if (place < 0) return { kind: "no_such_column", role, title };
    columns[role] = place;
  }
  for (const role of SIGHTING_ROLES) {
    if (columns[role] !== undefined) continue;
    const taken = new Set(Object.values(columns));
    const place = (TITLES.get(role) ?? []).map((word) => plain.indexOf(word)).find((at) => at >= 0 && !taken.has(at));
    if (place !== undefined) columns[role] = place;
  }
  const isNamed = columns.name !== undefined || columns.domain !== undefined;
  return isNamed ? { kind: "mapped", columns } : { kind: "missing" };
}
