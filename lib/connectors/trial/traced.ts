import type {
  AccessRecord,
  AccountRecord,
  CheckReport,
  Connection,
  Connector,
  Exchange,
  Finding,
  Listing,
  Look,
} from "../contract.ts";

/** One question of a connection, with what was sent for it, what came back, and what was concluded. */
export interface Answered {
  readonly asked: string;
  /** In words, the most important first. */
  readonly concluded: readonly string[];
  readonly exchanges: readonly Exchange[];
}

/**
 * The same connector, telling of each answer, and each exchange of what was read out of it where it goes by a definition. For whoever tries a connector and wants to see why it says what it says;
 * nothing is told of acts, which a trial has none of.
 */
export function traced(connector: Connector, onAnswer: (answered: Answered) => void): Connector {
  return { ...connector, open: (options) => tracedConnection(connector.open({ ...options, explain: true }), onAnswer) };
}

function tracedConnection(connection: Connection, onAnswer: (answered: Answered) => void): Connection {
  const { check, findAccounts, listAccounts, listAccess, observe } = connection;
  const tell = <Answer extends { readonly exchanges: readonly Exchange[] }>(
    answer: Answer,
    asked: string,
    concluded: readonly string[],
  ): Answer => {
    onAnswer({ asked, concluded, exchanges: answer.exchanges });
    return answer;
  };
  const told: Partial<Connection> = {
    check: async (signal) => {
      const report = await check(signal);
      return tell(report, "the system itself", ofCheck(report));
    },
    ...(findAccounts && {
      findAccounts: async (keys, signal) => {
        const found = await findAccounts(keys, signal);
        return tell(found, found.sought, ofList(found, accountWords));
      },
    }),
    ...(listAccounts && {
      listAccounts: async (signal) => {
        const listed = await listAccounts(signal);
        return tell(listed, listed.sought, ofList(listed, accountWords));
      },
    }),
    ...(listAccess && {
      listAccess: async (ids, signal) => {
        const listed = await listAccess(ids, signal);
        return tell(listed, listed.sought, ofList(listed, accessWords));
      },
    }),
    ...(observe && {
      observe: async (target, signal) => {
        const look = await observe(target, signal);
        return tell(look, look.sought, ofLook(look));
      },
    }),
  };
  return { ...connection, ...told };
}

/** Rows beyond these are counted and not named: a list of everybody is no page to read. */
const ROWS_SHOWN = 20;

function ofCheck({ reachable, authorised, findings }: CheckReport): readonly string[] {
  const answers = reachable ? "it answers" : "it does not answer";
  return [`${answers}, ${authorised ? "and takes the credential" : "and accounts cannot be read"}`, ...findings];
}

function ofList<Row>(
  { rows, complete, failure, findings }: Listing<Row>,
  words: (row: Row) => string,
): readonly string[] {
  const why = failure === null ? "" : ` (${failure})`;
  const whole = complete ? "read to the end" : `not read to the end${why}: nobody is proved absent by it`;
  const more = rows.length > ROWS_SHOWN ? [`and ${rows.length - ROWS_SHOWN} more`] : [];
  return [`${rows.length} found, ${whole}`, ...rows.slice(0, ROWS_SHOWN).map(words), ...more, ...details(findings)];
}

function ofLook({ presence, completeness, failure, findings }: Look): readonly string[] {
  return [`${presence}, by ${completeness}${failure === null ? "" : ` (${failure})`}`, ...details(findings)];
}

function details(findings: readonly Finding[] = []): readonly string[] {
  return findings.map(({ detail }) => detail);
}

function accountWords({ nativeId, userName, presence }: AccountRecord): string {
  return `${userName} (${nativeId}): ${presence}`;
}

function accessWords({ layer, nativeKey, label }: AccessRecord): string {
  return `${layer} ${nativeKey}: ${label}`;
}
