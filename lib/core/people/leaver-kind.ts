import type { INTAKE_KINDS } from "../identity/lifecycle-event.ts";
import { plainWord, wordSet } from "../snapshot/column-words.ts";

export type LeaverKind = (typeof INTAKE_KINDS)[number];

const LEAVES =
  wordSet(`leaver, employee, employment, regular, permanent, staff, full time, fulltime, part time, parttime,
  termination, resignation, terminated, resigned, retirement, retired, intern, trainee, mitarbeiter, angestellt,
  angestellter, festangestellt, vollzeit, teilzeit, kündigung, salarié, employé, cdi, empleado, indefinido, dipendente,
  empregado, funcionário, werknemer, vast, pracownik, 正社員, 社員`);
const CONTRACT = wordSet(`contract_end, contract end, contract, contractor, external, freelancer, freelance, consultant,
  temp, temporary, contingent, contingent worker, vendor, partner, agency, fixed term, befristet, extern, externer,
  freiberufler, leiharbeiter, cdd, prestataire, intérimaire, consultant externe, temporal, contratista, collaboratore,
  terceirizado, contratado, ingehuurd, inhuur, tijdelijk, zleceniobiorca, kontraktor, 契約社員, 派遣`);
const NON_HUMAN = wordSet(`non_human_retirement, non human, service account, service, bot, robot, application, app,
  oauth app, ci job, technical user, dienstkonto, technischer benutzer, compte de service, cuenta de servicio,
  account di servizio, conta de serviço, serviceaccount, konto usługi`);

/**
 * What ends, by the word in a kind column; an empty cell is a person who leaves. null: a word nobody knows, such as a
 * transfer or a leave of absence, is never taken for a leaver.
 */
export function leaverKind(text: string): LeaverKind | null {
  const word = plainWord(text);
  if (word === "" || LEAVES.has(word)) return "leaver";
  if (CONTRACT.has(word)) return "contract_end";
  return NON_HUMAN.has(word) ? "non_human_retirement" : null;
}
