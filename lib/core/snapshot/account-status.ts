import type { Presence } from "../access/observation.ts";
import { ACTIVE_WORDS, DISABLED_WORDS, plainWord, wordSet } from "./column-words.ts";

/** What "yes" in a status column means by its title: that the account can be used, that it can not, or nothing. */
export type StatusSense = "active" | "disabled" | "none";

const ACTIVE_TITLES = wordSet(ACTIVE_WORDS);
const DISABLED_TITLES = wordSet(DISABLED_WORDS);

/** Words that say by themselves that an account can be used. */
const ACTIVE = wordSet(`active, enabled, activated, in use, normal, ok, aktiv, aktiviert, freigeschaltet, actif, active,
  activé, activée, activo, activa, habilitado, habilitada, activado, attivo, attiva, abilitato, ativo, ativa, ativado,
  habilitado, actief, ingeschakeld, geactiveerd, aktywny, aktywne, aktywna, włączony, 有効, アクティブ, 利用中, 使用中`);

/** Words that say that nobody signs in with it. Locked, invited and pending are not among them: each may end by itself. */
const DISABLED = wordSet(`disabled, inactive, deactivated, suspended, blocked, archived, deleted, deprovisioned,
  terminated, removed, revoked, deaktiviert, inaktiv, gesperrt, gelöscht, archiviert, inactif, inactive, désactivé,
  désactivée, suspendu, bloqué, supprimé, archivé, inactivo, inactiva, deshabilitado, desactivado, suspendido, bloqueado,
  eliminado, inattivo, disattivato, disabilitato, sospeso, bloccato, eliminato, inativo, inativa, desativado, desabilitado,
  suspenso, excluído, inactief, uitgeschakeld, gedeactiveerd, geblokkeerd, geschorst, verwijderd, nieaktywny, nieaktywne,
  wyłączony, zablokowany, zawieszony, usunięty, 無効, 停止, 停止中, 削除済み, 利用停止, 非アクティブ`);

const YES = wordSet(
  "true, yes, y, 1, on, x, ja, oui, vrai, si, sí, sim, verdadero, verdadeiro, vero, tak, prawda, waar, wahr, はい",
);
const NO = wordSet("false, no, n, 0, off, nein, non, faux, não, nao, falso, nee, nie, fałsz, onwaar, falsch, いいえ");

/** What "yes" means under this title. */
export function statusSense(title: string): StatusSense {
  const word = plainWord(title);
  if (DISABLED_TITLES.has(word)) return "disabled";
  return ACTIVE_TITLES.has(word) ? "active" : "none";
}

/**
 * Whether an account that a file lists can be used, by the word in its status column. A word nobody knows is unknown:
 * it is never taken for disabled, and an empty one says nothing.
 */
export function readStatus(text: string, sense: StatusSense): Presence {
  const word = plainWord(text);
  const yes = YES.has(word);
  if (yes || NO.has(word)) {
    if (sense === "none") return "unknown";
    return yes === (sense === "active") ? "active" : "disabled";
  }
  if (DISABLED.has(word)) return "disabled";
  return ACTIVE.has(word) ? "active" : "unknown";
}

/** Whether `text` says yes, no, or neither. */
export function readYesNo(text: string): boolean | null {
  const word = plainWord(text);
  return YES.has(word) ? true : NO.has(word) ? false : null;
}
