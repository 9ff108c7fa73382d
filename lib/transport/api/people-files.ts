import type { DomainError } from "#lib/core/errors.ts";
import { domainError } from "#lib/core/errors.ts";
import { PEOPLE_ROLES } from "#lib/core/people/people-columns.ts";
import type { Reasons } from "#lib/core/result.ts";
import { refused } from "#lib/core/result.ts";
import type { PeopleTakenView } from "#lib/core/views/people-file.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { inChunks } from "#lib/use-cases/_kit/in-chunks.ts";
import { addEmails } from "#lib/use-cases/identities/add-emails.ts";
import { recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import { emailLines, eventRow, identityRows } from "#lib/use-cases/intake/people/people-rows.ts";
import { openPeople, type PeopleFile, previewPeople, refusalsOf } from "#lib/use-cases/intake/people/preview-people.ts";
import type { BadLine, LeavingLine } from "#lib/use-cases/intake/people/understand-people.ts";
import { recordInChunks } from "#lib/use-cases/intake/record-in-chunks.ts";
import { type ApiAnswer, type ApiRequest, endpoint } from "../endpoint.ts";

const SEARCH = {
  source: "Where the file comes from; kept for good, so no name of a person.",
  zone: "IANA zone of ends that state none, e.g. Europe/Berlin.",
  order: "day_first or month_first, where the file does not show it.",
  ...Object.fromEntries(PEOPLE_ROLES.map((role) => [`map.${role}`, `Title of the column that is the ${role}.`])),
};

export const postPreviewPeople = endpoint({
  method: "POST",
  path: "/api/v1/people-files/preview",
  summary: "Say how a file of leavers is understood: columns, ends, who is refused and why. Nothing is taken",
  permission: "import:run",
  takesFile: true,
  search: SEARCH,
  answers: { 200: "How it is understood" },
  run: async (ctx, request) => {
    if (request.file === null) return refused(domainError("snapshot_empty"));
    const preview = await previewPeople(ctx, statedIn(request), request.file.bytes);
    return preview.ok ? { ok: true, status: 200, body: preview.value } : preview;
  },
});

export const postPeople = endpoint({
  method: "POST",
  path: "/api/v1/people-files",
  summary: "Take a file of leavers in: who is not known is recorded, and every end becomes a lifecycle event",
  permission: "import:run",
  takesFile: true,
  search: SEARCH,
  answers: { 200: "What became of the lines; one that is refused refuses itself alone" },
  run: async (ctx, request): Promise<ApiAnswer> => {
    if (request.file === null) return refused(domainError("snapshot_empty"));
    const opened = await openPeople(ctx, statedIn(request), request.file.bytes);
    if (!opened.ok) return opened;
    const taken = await takePeople(ctx, opened.value);
    if (!taken.ok) return taken;
    return { ok: true, status: 200, body: taken.value, touches: ["identities", "leavers", "sources"] };
  },
});

/** Fields of the form, or of the address, as the use case takes them. */
export function statedIn({ file, search }: ApiRequest): object {
  const map: Record<string, string> = {};
  const stated: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...file?.fields, ...search })) {
    if (value === "") continue;
    if (name.startsWith("map.")) map[name.slice("map.".length)] = value;
    else stated[name] = value;
  }
  return { ...stated, map };
}

const ROWS_AT_ONCE = 500;

type Taken =
  | { readonly ok: true; readonly value: PeopleTakenView }
  | { readonly ok: false; readonly reasons: Reasons<DomainError> };

/**
 * Three commands one after the other, each in transactions of its own: broken off in between, people are known and nobody
 * leaves yet, and the file sent again goes on from there.
 */
async function takePeople(ctx: Ctx, opened: PeopleFile): Promise<Taken> {
  const { stated, file, matched } = opened;
  const recorded = await inChunks(ctx, {
    command: recordIdentities,
    rows: identityRows(opened),
    rowsMax: ROWS_AT_ONCE,
    toInput: (identities) => ({ identities }),
    key: null,
  });
  if (!recorded.ok) return recorded;
  const bringing = emailLines(opened);
  const added = await inChunks(ctx, {
    command: addEmails,
    rows: bringing.map(({ personKey, email }) => ({ personKey, email })),
    rowsMax: ROWS_AT_ONCE,
    toInput: (additions) => ({ additions }),
    key: null,
  });
  if (!added.ok) return added;
  // Somebody else took the mail since the file was matched: then it is not sure any more whom the line means.
  const passed = refusedLines(bringing, added.value, "email");
  const leaving = matched.leaving.filter(({ line }) => !passed.some((one) => one.line === line));
  const events = leaving.map((one) => eventRow(stated.source, one));
  const sent = events.length === 0 ? null : await recordInChunks(ctx, events, null);
  if (sent !== null && !sent.ok) return sent;
  const late = refusedLines(leaving, sent?.value.results ?? [], null);
  const bad = [...matched.bad, ...passed, ...late].sort((one, other) => one.line - other.line);
  return {
    ok: true,
    value: {
      source: stated.source,
      rows: file.lines.length,
      recorded: recorded.value.filter((row) => row.status === "created").length,
      emailsAdded: added.value.filter((row) => row.status === "updated").length,
      accepted: sent?.value.accepted ?? 0,
      duplicates: sent?.value.duplicates ?? 0,
      held: sent?.value.held ?? 0,
      staying: matched.staying,
      refused: bad.length,
      refusals: refusalsOf(bad, file),
    },
  };
}

/** Lines whose rows a command refused. Its results stand in the order of the rows, over all parts. */
function refusedLines(
  lines: readonly LeavingLine[],
  results: readonly { readonly error: DomainError | null }[],
  role: BadLine["role"],
): BadLine[] {
  return results.flatMap(({ error }, at): BadLine[] => {
    const line = lines[at]?.line;
    return error === null || line === undefined ? [] : [{ line, role, error }];
  });
}
