import { describe, expect, test } from "vitest";
import { readEnd, surveyEnds } from "./end-dates.ts";
import { leaverKind } from "./leaver-kind.ts";
import { mapPeople } from "./people-columns.ts";

describe("columns of a file of people", () => {
  test.each([
    ["English", "Employee ID,Full name,Work email,Termination date,Time zone,Worker type"],
    ["German", "Personalnummer,Vollständiger Name,E-Mail-Adresse,Austrittsdatum,Zeitzone,Vertragsart"],
    ["French", "Matricule,Nom complet,Courriel,Date de sortie,Fuseau horaire,Type de contrat"],
    ["Spanish", "Número de empleado,Nombre completo,Correo electrónico,Fecha de baja,Zona horaria,Tipo de contrato"],
    ["Italian", "Matricola,Nome completo,Indirizzo e-mail,Data di cessazione,Fuso orario,Tipo di contratto"],
    ["Portuguese", "Número do funcionário,Nome completo,Endereço de e-mail,Data de saída,Fuso horário,Tipo"],
    ["Dutch", "Personeelsnummer,Volledige naam,E-mailadres,Uitdienstdatum,Tijdzone,Dienstverband"],
    ["Polish", "Numer pracownika,Imię i nazwisko,Adres e-mail,Data odejścia,Strefa czasowa,Rodzaj umowy"],
    ["Japanese", "社員番号,氏名,メールアドレス,退職日,タイムゾーン,雇用形態"],
  ])("titles in %s are understood, in whatever case", (_language, line) => {
    const titles = line.split(",").map((title) => title.toUpperCase());
    expect(mapPeople(titles, {})).toEqual({
      kind: "mapped",
      key: "person_key",
      columns: { person_key: 0, display_name: 1, email: 2, ends_at: 3, zone: 4, kind: 5 },
    });
  });

  test("without a key column the e-mail is the key; without either, or without an end, it says what is missing", () => {
    expect(mapPeople(["Name", "Email", "Last day"], {})).toMatchObject({ kind: "mapped", key: "email" });
    expect(mapPeople(["Name", "Last day"], {})).toEqual({ kind: "missing", roles: ["person_key", "email"] });
    expect(mapPeople(["Email", "Colour"], {})).toEqual({ kind: "missing", roles: ["ends_at"] });
  });

  test("two columns that could be the key are named, and nothing is guessed until a person names one", () => {
    const titles = ["Employee ID", "Worker ID", "Last day"];
    expect(mapPeople(titles, {})).toEqual({
      kind: "ambiguous",
      role: "person_key",
      titles: ["Employee ID", "Worker ID"],
    });
    expect(mapPeople(titles, { person_key: "worker id" })).toMatchObject({
      kind: "mapped",
      columns: { person_key: 1 },
    });
    expect(mapPeople(titles, { person_key: "Nowhere" })).toMatchObject({ kind: "no_such_column", title: "Nowhere" });
  });

  test("two columns that could be the end are not guessed either: the last working day is not the contract's end", () => {
    const titles = ["Email", "Last day", "Contract end"];
    expect(mapPeople(titles, {})).toMatchObject({ kind: "ambiguous", role: "ends_at" });
    expect(mapPeople(titles, { ends_at: "Contract end" })).toMatchObject({ columns: { ends_at: 2 } });
  });

  test("a title that only holds a word names somebody else: a manager's key is not the person's", () => {
    expect(mapPeople(["Manager employee ID", "Manager e-mail", "Last day"], {})).toMatchObject({ kind: "missing" });
  });
});

describe("kinds", () => {
  test.each([
    ["", "leaver"],
    ["Employee", "leaver"],
    ["Kündigung", "leaver"],
    ["Contractor", "contract_end"],
    ["Befristet", "contract_end"],
    ["契約社員", "contract_end"],
    ["Service account", "non_human_retirement"],
    ["Transfer", null],
    ["Leave of absence", null],
    ["Elternzeit", null],
  ])("%j is %s; what nobody knows is never taken for a leaver", (word, kind) => {
    expect(leaverKind(word)).toBe(kind);
  });
});

describe("end dates", () => {
  const read = (texts: readonly string[], order: Parameters<typeof surveyEnds>[1] = null) => {
    const ends = surveyEnds(texts, order);
    return ends.kind === "clear" ? texts.map((text) => readEnd(text, ends.survey)?.iso ?? null) : ends;
  };

  test.each([
    [
      ["2025-11-14", "2025-12-01"],
      ["2025-11-14", "2025-12-01"],
    ],
    [
      ["14.11.2025", "1.12.2025"],
      ["2025-11-14", "2025-12-01"],
    ],
    [
      ["14/11/2025", "01/12/2025"],
      ["2025-11-14", "2025-12-01"],
    ],
    [
      ["11/14/2025", "12/01/2025"],
      ["2025-11-14", "2025-12-01"],
    ],
    [
      ["14 Nov 2025", "1 December 2025"],
      ["2025-11-14", "2025-12-01"],
    ],
    [
      ["14.11.2025 18:00", "01.12.2025 9:30"],
      ["2025-11-14T18:00:00", "2025-12-01T09:30:00"],
    ],
    [["2025-11-14T18:00:00Z"], ["2025-11-14T18:00:00+00:00"]],
    [["2025-11-14 18:00 -0530"], ["2025-11-14T18:00:00-05:30"]],
    [
      ["2025-11-14", "soon"],
      ["2025-11-14", null],
    ],
    [["07/07/2025"], ["2025-07-07"]],
  ])("%j read %j", (texts, expected) => expect(read(texts)).toEqual(expected));

  test("dates written in several ways are said with an example of each, and none is read", () => {
    expect(read(["2025-11-14", "2025-11-15", "01.12.2025"])).toEqual({
      kind: "mixed",
      examples: ["2025-11-14", "01.12.2025"],
    });
    expect(read(["14/11/2025", "11/15/2025"])).toEqual({ kind: "mixed", examples: ["14/11/2025", "11/15/2025"] });
    // Not even where a person says which comes first: one of them would be no date.
    expect(read(["14/11/2025", "11/15/2025"], "day_first")).toMatchObject({ kind: "mixed" });
  });

  test("day and month that could stand in either order are asked for, never guessed", () => {
    const texts = ["07/07/2025", "03/04/2025", "05/06/2025"];
    expect(read(texts)).toEqual({ kind: "ambiguous", example: "03/04/2025" });
    expect(read(texts, "day_first")).toEqual(["2025-07-07", "2025-04-03", "2025-06-05"]);
    expect(read(texts, "month_first")).toEqual(["2025-07-07", "2025-03-04", "2025-05-06"]);
    // What the file itself shows is not turned round by what somebody says.
    expect(read(["14/11/2025", "03/04/2025"], "month_first")).toEqual(["2025-11-14", "2025-04-03"]);
  });
});
