import type { ColumnRole } from "./snapshot.ts";

/**
 * Titles that exports give their columns, by what they mean. A title must be one of these exactly, but for case, accents,
 * blanks and signs: "Manager e-mail" holds "e-mail" and names somebody else.
 */
export const COLUMN_WORDS: Readonly<Record<ColumnRole, string>> = {
  account_id: `id, user id, userid, account id, accountid, uid, guid, object id, objectid, principal id, member id, uuid,
    konto-id, kontonummer, benutzer-id, benutzerkennung, nutzer-id, identifiant utilisateur, id utilisateur, id compte,
    id usuario, id de usuario, id de cuenta, identificador, id utente, id account, id do usuário, id do utilizador,
    id da conta, gebruikers-id, gebruiker-id, account-id, identyfikator, id użytkownika, identyfikator użytkownika,
    ユーザーid, アカウントid, 利用者id`,
  user_name: `user name, username, user, login, login name, loginname, logon name, log in, sign-in name, samaccountname,
    sam account name, user principal name, userprincipalname, upn, handle, profile.login, user login,
    benutzername, benutzer, anmeldename, nutzername, kennung, nom d'utilisateur, utilisateur, nom de connexion,
    nombre de usuario, usuario, inicio de sesión, nome utente, utente, nome de usuário, nome de utilizador, usuário,
    utilizador, gebruikersnaam, gebruiker, inlognaam, nazwa użytkownika, użytkownik, ユーザー名, ユーザ名, ログイン名, ログインid`,
  email: `email, e-mail, mail, email address, e-mail address, mail address, emails, primary email, work email, user email,
    emailaddress, profile.email, e-mail-adresse, emailadresse, mailadresse, adresse e-mail, adresse mail, courriel,
    adresse électronique, adresse de courriel, correo, correo electrónico, dirección de correo electrónico,
    indirizzo e-mail, posta elettronica, endereço de e-mail, correio eletrónico, e-mailadres, adres e-mail, poczta e-mail,
    メール, メールアドレス, eメール, 電子メール`,
  display_name: `display name, displayname, name, full name, fullname, real name, profile name, common name, cn,
    anzeigename, vollständiger name, vor- und nachname, nom complet, nom affiché, nom d'affichage, nombre completo,
    nombre para mostrar, nome completo, nome visualizzato, nome de exibição, volledige naam, weergavenaam, naam,
    imię i nazwisko, nazwa wyświetlana, 氏名, 表示名, 名前`,
  person_key: `employee id, employeeid, employee number, employeenumber, personnel number, staff id, staff number,
    worker id, external id, externalid, hr id, person key, personkey, payroll number,
    personalnummer, mitarbeiternummer, mitarbeiter-id, matricule, numéro d'employé, numéro de matricule,
    número de empleado, matricola, numero dipendente, número do funcionário, matrícula, personeelsnummer,
    medewerkernummer, numer pracownika, numer ewidencyjny, 社員番号, 従業員番号, 職員番号`,
  status: `status, state, user status, account status, account state, active, is active, isactive, enabled, is enabled,
    account enabled, accountenabled, disabled, is disabled, deactivated, suspended, is suspended, blocked, archived,
    aktiv, aktiviert, kontostatus, benutzerstatus, gesperrt, deaktiviert, statut, état, actif, activé, désactivé, bloqué,
    estado, activo, habilitado, deshabilitado, bloqueado, suspendido, stato, attivo, abilitato, disabilitato, bloccato,
    sospeso, situação, ativo, desativado, inativo, suspenso, actief, ingeschakeld, uitgeschakeld, geblokkeerd,
    aktywny, status konta, zablokowany, wyłączony, 状態, ステータス, 有効, 無効, 停止`,
  role: `role, roles, user role, profile, permission, permissions, permission level, access level, license, licence,
    admin, is admin, isadmin, administrator, is administrator, privileges, user type,
    rolle, rollen, benutzerrolle, berechtigung, berechtigungen, lizenz, rôle, rôles, autorisation, administrateur,
    rol, función, permiso, permisos, administrador, ruolo, ruoli, permessi, amministratore, função, papel, perfil,
    permissão, rechten, beheerder, rola, uprawnienia, licencja, ロール, 役割, 権限, 管理者`,
  last_used: `last used, last login, lastlogin, last log in, last sign-in, last signin, last sign in date, last seen,
    last active, last activity, last access, last accessed, last logon, lastlogondate, last login date, last login at,
    zuletzt verwendet, letzte anmeldung, letzter login, zuletzt aktiv, letzte aktivität, dernière connexion,
    dernière utilisation, dernière activité, dernier accès, último acceso, último inicio de sesión, última conexión,
    última actividad, ultimo accesso, ultimo utilizzo, ultima attività, último acesso, último login, última atividade,
    laatst gebruikt, laatste aanmelding, laatste login, laatst actief, ostatnie logowanie, ostatnio używane,
    ostatnia aktywność, 最終ログイン, 最終利用日, 最終アクセス, 最終ログイン日時`,
  group: `group, groups, group name, groupname, team, teams, group id, membership, member of, memberof,
    gruppe, gruppen, gruppenname, groupe, groupes, équipe, grupo, grupos, equipo, gruppo, gruppi, equipe, groep, groepen,
    groepsnaam, grupa, grupy, zespół, グループ, チーム, グループ名`,
  key_id: `key id, keyid, access key, access key id, accesskeyid, api key, api key id, token id, tokenid, token,
    key, key name, credential id, fingerprint, key fingerprint, certificate serial, serial number,
    schlüssel-id, schlüssel, token-id, identifiant de clé, clé, id de clave, clave, id chiave, chiave, id da chave, chave,
    sleutel-id, sleutel, identyfikator klucza, klucz, キーid, アクセスキー, トークンid`,
};

/** Titles under which "yes" means that the account can not be used. */
export const DISABLED_WORDS = `disabled, is disabled, deactivated, suspended, is suspended, blocked, archived, gesperrt,
  deaktiviert, désactivé, bloqué, deshabilitado, bloqueado, suspendido, disabilitato, bloccato, sospeso, desativado,
  inativo, suspenso, uitgeschakeld, geblokkeerd, zablokowany, wyłączony, 無効, 停止`;

/** Titles under which "yes" means that it can be used. */
export const ACTIVE_WORDS = `active, is active, isactive, enabled, is enabled, account enabled, accountenabled, aktiv,
  aktiviert, actif, activé, activo, habilitado, attivo, abilitato, ativo, actief, ingeschakeld, aktywny, 有効`;

/** A title or a word without case, accents, blanks and signs: `User-ID`, `user id` and `userId` are one. */
export function plainWord(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The words of a list that commas part, each as `plainWord` makes it. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(",").map(plainWord));
}
