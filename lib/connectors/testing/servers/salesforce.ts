import { type Asked, pageOf, type Replied, type Routes, startVendor, type Vendor } from "./vendor.ts";

export const SALESFORCE_SECRET = "consumer-secret-0123456789-abcdef";
export const SALESFORCE_PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "api@acme.example"];
/** What revokes a token, which must appear in nothing that is kept. */
export const SALESFORCE_REVOKER = "5Aep861-delete-token-0123456789";

const TOKEN = "00D-access-token-0123456789";
const DATA = "/services/data/v62.0";
const PAGE = 2;
const DAY = "2026-03-31T18:00:00.000+0000";
const ME = "005ME";
/** The field that says whose a row is, of objects that show others' rows to whoever has the permission alone. */
const OWN_ALONE: Readonly<Record<string, string>> = {
  AuthSession: "UsersId",
  OauthToken: "UserId",
  ThirdPartyAccountLink: "UserId",
  GroupMember: "UserOrGroupId",
  PermissionSetLicenseAssign: "AssigneeId",
  UserPackageLicense: "UserId",
};

type Row = Record<string, unknown>;

/** What the replayed organisation holds, object by object; a test may change it. */
export interface SalesforceState {
  readonly tables: Map<string, Row[]>;
  /** Others' rows are left out, without a word; of the users sharing hides the first. */
  narrow: boolean;
  ignoresWhere: boolean;
  /** An answer is said to be whole and shows a row less than it counts. */
  cut: boolean;
  /** Acts are answered and not done. */
  lies: boolean;
  /** Sentence with which a deactivation is refused, and a revocation, which repeats its token. */
  refusal: string | null;
}

function user(Id: string, Username: string, Email: string, EmployeeNumber: string, licence = "Salesforce"): Row {
  const Profile = { UserLicense: { Name: licence } };
  return {
    Id,
    Username,
    Name: Username,
    Email,
    EmployeeNumber,
    IsActive: true,
    UserType: "Standard",
    LastLoginDate: DAY,
    Profile,
    DelegatedApproverId: null,
  };
}

function initial(): SalesforceState {
  const [mia = "", leo = "", api = ""] = SALESFORCE_PEOPLE;
  const session = { SessionType: "UI", CreatedDate: DAY, LastModifiedDate: DAY, NumSecondsValid: 7200 };
  const held: Row = { Id: "0Pa1", AssigneeId: "005MIA", PermissionSetId: "0PS1", PermissionSetGroupId: null };
  const owned = { Label: "Invoices", IsOwnedByProfile: false };
  return {
    tables: new Map<string, Row[]>([
      [
        "User",
        [
          user("005MIA", "mia.berg@acme.example.crm", mia, "E-0"),
          { ...user("005LEO", "leo.brandt@acme.example.crm", leo, "E-1"), DelegatedApproverId: "005MIA" },
          user(ME, "api@acme.example.crm", api, "", "Salesforce Integration"),
        ],
      ],
      ["UserLogin", [{ Id: "0Yw1", UserId: "005MIA", IsFrozen: false }]],
      [
        "AuthSession",
        [
          { Id: "0Ak1", UsersId: "005MIA", ...session },
          { Id: "0Ak2", UsersId: "005LEO", ...session },
        ],
      ],
      [
        "OauthToken",
        [
          {
            Id: null,
            UserId: "005MIA",
            AppName: "Data Loader",
            CreatedDate: DAY,
            LastUsedDate: DAY,
            DeleteToken: SALESFORCE_REVOKER,
          },
        ],
      ],
      [
        "ThirdPartyAccountLink",
        [{ ThirdPartyAccountLinkKey: "00Dk1", UserId: "005MIA", SsoProviderName: "Okta", Handle: "mia" }],
      ],
      [
        "GroupMember",
        [
          { Id: "0111", GroupId: "00G1", UserOrGroupId: "005MIA", Group: { Name: "Payables", Type: "Regular" } },
          { Id: "0112", GroupId: "00G2", UserOrGroupId: "005MIA", Group: { Name: "Cases", Type: "Queue" } },
          { Id: "0113", GroupId: "00G1", UserOrGroupId: "005LEO", Group: { Name: "Payables", Type: "Regular" } },
        ],
      ],
      [
        "PermissionSetAssignment",
        [
          { ...held, PermissionSet: owned, ExpirationDate: "2026-12-31T00:00:00.000+0000" },
          { ...held, Id: "0Pa2", PermissionSetId: "0PSp", PermissionSet: { Label: "Profile", IsOwnedByProfile: true } },
          {
            Id: "0Pa3",
            AssigneeId: ME,
            PermissionSetId: "0PS9",
            PermissionSet: {
              IsOwnedByProfile: false,
              PermissionsManageUsers: true,
              PermissionsViewSetup: true,
              PermissionsCustomizeApplication: true,
            },
          },
        ],
      ],
      ["PermissionSetLicenseAssign", [{ Id: "2La1", AssigneeId: "005MIA", PermissionSetLicenseId: "0PL1" }]],
      ["UserPackageLicense", [{ Id: "05U1", UserId: "005MIA", PackageLicenseId: "0501" }]],
    ]),
    narrow: false,
    ignoresWhere: false,
    cut: false,
    lies: false,
    refusal: null,
  };
}

const error = (status: number, errorCode: string, message: string): Replied => ({
  status,
  json: [{ message, errorCode }],
});
const done: Replied = { status: 204 };

/** Starts Salesforce's token service and REST API as their references describe them. */
export async function startSalesforce(): Promise<Vendor & { readonly state: SalesforceState }> {
  const state = initial();
  const guarded = Object.entries({ ...questions(state), ...records(state) }).map(([route, answer]) => [
    route,
    (asked: Asked): Replied =>
      asked.authorization === `Bearer ${TOKEN}`
        ? answer(asked)
        : error(401, "INVALID_SESSION_ID", "Session expired or invalid"),
  ]);
  const routes = { ...issuing(state), ...Object.fromEntries(guarded) };
  return {
    ...(await startVendor(routes, () => error(404, "NOT_FOUND", "The requested resource does not exist"))),
    state,
  };
}

function issuing(state: SalesforceState): Routes {
  return {
    "POST /services/oauth2/token": ({ body }) =>
      new URLSearchParams(body).get("client_secret") === SALESFORCE_SECRET
        ? { status: 200, json: { access_token: TOKEN, token_type: "Bearer" } }
        : { status: 400, json: { error: "invalid_client", error_description: "invalid client credentials" } },
    "POST /services/oauth2/revoke": ({ query }) => {
      if (state.refusal !== null)
        return {
          status: 400,
          json: { error: "invalid_token", error_description: `${query.get("token")}: ${state.refusal}` },
        };
      const tokens = state.tables.get("OauthToken") ?? [];
      if (!state.lies)
        state.tables.set(
          "OauthToken",
          tokens.filter((row) => row["DeleteToken"] !== query.get("token")),
        );
      return { status: 200 };
    },
  };
}

function questions(state: SalesforceState): Routes {
  const answer = (question: string, from: number): Replied => {
    const [, object = "", where = ""] = /FROM (\w+)(?: WHERE (.+?))?(?: LIMIT \d+)?$/.exec(question) ?? [];
    const all = (state.tables.get(object) ?? []).filter((row) => isShown(state, object, row));
    const fitting =
      state.ignoresWhere || where === ""
        ? all
        : all.filter((row) => where.split(" AND ").every((one) => fits(row, one)));
    const { rows, next } = pageOf(fitting, from, PAGE);
    const shown = rows.map((row) => ({ attributes: { type: object }, ...row }));
    const more = next === null ? {} : { nextRecordsUrl: `${DATA}/query/${encodeURIComponent(`${next}:${question}`)}` };
    if (state.cut) return { status: 200, json: { totalSize: fitting.length, done: true, records: shown.slice(1) } };
    return { status: 200, json: { totalSize: fitting.length, done: next === null, records: shown, ...more } };
  };
  return {
    [`GET ${DATA}/query`]: ({ query }) => answer(query.get("q") ?? "", 0),
    [`GET ${DATA}/query/:locator`]: ({ at }) => {
      const [from = "0", ...question] = (at["locator"] ?? "").split(":");
      return answer(question.join(":"), Number(from));
    },
    "GET /services/oauth2/userinfo": () => ({ status: 200, json: { user_id: ME, organization_id: "00D1" } }),
  };
}

function isShown({ narrow }: SalesforceState, object: string, row: Row): boolean {
  if (!narrow) return true;
  if (object === "User") return row["Id"] !== "005MIA";
  if (object === "PermissionSetAssignment") return false;
  const owner = OWN_ALONE[object];
  return owner === undefined || row[owner] === ME;
}

/** Salesforce compares texts without case. */
function fits(row: Row, condition: string): boolean {
  const value = (field: string) => field.split(".").reduce<unknown>((at, name) => Reflect.get(Object(at), name), row);
  return condition.split(" OR ").some((term) => {
    const [, field = "", list] = /^([\w.]+) IN \((.*)\)$/.exec(term) ?? [];
    const folded = `${value(field || (term.split(" = ")[0] ?? ""))}`.toLowerCase();
    if (list !== undefined) return list.toLowerCase().includes(`'${folded}'`);
    return (term.split(" = ")[1] ?? "").replaceAll("'", "").toLowerCase() === folded;
  });
}

function records(state: SalesforceState): Routes {
  const find = ({ at }: Asked) =>
    (state.tables.get(at["object"] ?? "") ?? []).find(
      (row) => row["Id"] === at["id"] && isShown(state, at["object"] ?? "", row),
    );
  const missing = error(404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible");
  return {
    [`GET ${DATA}/sobjects/:object/:id`]: (asked) => {
      const row = find(asked);
      return row === undefined ? missing : { status: 200, json: { attributes: { type: asked.at["object"] }, ...row } };
    },
    [`PATCH ${DATA}/sobjects/:object/:id`]: (asked) => {
      const row = find(asked);
      if (row === undefined) return missing;
      const change = JSON.parse(asked.body);
      if (state.refusal !== null && change.IsActive === false)
        return error(400, "FIELD_INTEGRITY_EXCEPTION", state.refusal);
      if (!state.lies) Object.assign(row, change);
      return done;
    },
    [`DELETE ${DATA}/sobjects/:object/:id`]: (asked) => {
      if (find(asked) === undefined) return error(404, "ENTITY_IS_DELETED", "entity is deleted");
      const rows = state.tables.get(asked.at["object"] ?? "") ?? [];
      if (!state.lies)
        state.tables.set(
          asked.at["object"] ?? "",
          rows.filter(({ Id }) => Id !== asked.at["id"]),
        );
      return done;
    },
  };
}
