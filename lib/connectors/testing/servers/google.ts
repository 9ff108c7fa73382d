import { createPublicKey, createVerify, generateKeyPairSync } from "node:crypto";
import { type Asked, pageOf, type Replied, type Routes, startVendor, type Vendor } from "./vendor.ts";

const PAGE = 2;
const D = "/admin/directory/v1";
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** A service account's key as Google gives it out, made for this run. */
export const GOOGLE_KEY = JSON.stringify({
  type: "service_account",
  client_email: "closeout@project.iam.example",
  private_key_id: "k-1",
  private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
});
export const GOOGLE_ADMIN = "admin@acme.example";

interface User {
  id: string;
  primaryEmail: string;
  suspended: boolean;
  archived: boolean;
  aliases: string[];
  externalIds: { value: string; type: string }[];
}

/** What the replayed Workspace holds; a test may change it. */
export interface GoogleState {
  readonly users: Map<string, User>;
  readonly deleted: Set<string>;
  /** Members are users or groups. */
  readonly groups: Map<string, { name: string; members: Set<string> }>;
  readonly tokens: Map<string, string[]>;
  readonly asps: Map<string, string[]>;
  readonly codes: Map<string, string[]>;
  readonly roles: Map<string, string>;
  /** "product/sku" by mail. */
  readonly licences: Map<string, string>;
  ignoresFilter: boolean;
  /** Scopes that the administrator did not grant. */
  readonly ungranted: Set<string>;
}

export const GOOGLE_PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "ida.krog@acme.example"];
/** A live code that must appear in nothing that is kept. */
export const BACKUP_CODE = "73649182";

function user(id: string, primaryEmail: string, number: string): [string, User] {
  const externalIds = [{ value: number, type: "organization" }];
  return [id, { id, primaryEmail, suspended: false, archived: false, aliases: [], externalIds }];
}

function initial(): GoogleState {
  const [mia = "", leo = "", ida = ""] = GOOGLE_PEOPLE;
  return {
    users: new Map([user("1001", mia, "E-0"), user("1002", leo, "E-1"), user("1003", ida, "E-2")]),
    deleted: new Set(["1009"]),
    groups: new Map([
      ["g-pay", { name: "Payables", members: new Set(["1001", "1002"]) }],
      ["g-fin", { name: "Finance", members: new Set(["g-pay"]) }],
      ["g-all", { name: "All", members: new Set(["g-fin", "g-all"]) }],
    ]),
    tokens: new Map([["1001", ["client-1"]]]),
    asps: new Map([["1001", ["11"]]]),
    codes: new Map([["1001", [BACKUP_CODE]]]),
    roles: new Map([
      ["ra-1", "1001"],
      ["ra-2", "1002"],
    ]),
    licences: new Map([
      [mia, "Google-Apps/1010020020"],
      [leo, "Google-Apps/1010020020"],
    ]),
    ignoresFilter: false,
    ungranted: new Set(),
  };
}

const error = (status: number, message: string, reason: string): Replied => ({
  status,
  json: { error: { code: status, message, errors: [{ message, domain: "global", reason }] } },
});
const missing = () => error(404, "Resource Not Found: userKey", "notFound");
const done: Replied = { status: 204 };

function list(kind: string, name: string, rows: readonly unknown[], { query }: Asked): Replied {
  const { rows: page, next } = pageOf(rows, Number(query.get("pageToken") ?? 0), PAGE);
  const shown = page.length === 0 ? {} : { [name]: page };
  return {
    status: 200,
    json: { kind, etag: "e", ...shown, ...(next === null ? {} : { nextPageToken: String(next) }) },
  };
}

/** Starts Google's token service, Directory API and Licensing API at one address, as their references describe them. */
export async function startGoogle(): Promise<Vendor & { readonly state: GoogleState }> {
  const state = initial();
  const routes = { ...users(state), ...groups(state), ...held(state), ...entitlements(state) };
  const guarded = Object.entries(routes).map(([route, answer]) => [
    route,
    (asked: Asked): Replied =>
      asked.authorization.startsWith("Bearer ya29.") ? answer(asked) : error(401, "Login Required.", "required"),
  ]);
  const vendor = await startVendor({ ...tokens(state), ...Object.fromEntries(guarded) }, missing);
  return { ...vendor, state };
}

function tokens(state: GoogleState): Routes {
  return {
    "POST /token": ({ body }) => {
      const assertion = new URLSearchParams(body).get("assertion") ?? "";
      const [header = "", payload = "", signature = ""] = assertion.split(".");
      const verify = createVerify("RSA-SHA256").update(`${header}.${payload}`);
      const isSigned = verify.verify(createPublicKey(privateKey), signature, "base64url");
      const claims = JSON.parse(Buffer.from(payload, "base64url").toString() || "{}");
      const scope = String(claims.scope).replace("https://www.googleapis.com/auth/", "");
      if (!isSigned || claims.sub !== GOOGLE_ADMIN || claims.aud !== "https://oauth2.googleapis.com/token")
        return { status: 400, json: { error: "invalid_grant", error_description: "Invalid JWT Signature." } };
      if (state.ungranted.has(scope)) {
        const words = "Client is unauthorized to retrieve access tokens using this method.";
        return { status: 401, json: { error: "unauthorized_client", error_description: words } };
      }
      return {
        status: 200,
        json: { access_token: `ya29.${scope}.0123456789`, expires_in: 3599, token_type: "Bearer" },
      };
    },
  };
}

function one(state: GoogleState, { at }: Asked, answer: (found: User) => Replied): Replied {
  const found = state.users.get(at["id"] ?? "");
  return found === undefined ? missing() : answer(found);
}

function users(state: GoogleState): Routes {
  const shown = (found: User) => ({ kind: "admin#directory#user", ...found, name: { fullName: found.primaryEmail } });
  return {
    [`GET ${D}/users`]: (asked) => {
      const query = asked.query.get("query");
      const all = [...state.users.values()];
      if (asked.query.get("showDeleted") === "true")
        return list(
          "admin#directory#users",
          "users",
          [...state.deleted].map((id) => ({ id })),
          asked,
        );
      const rows = query === null || state.ignoresFilter ? all : all.filter((found) => fits(found, query));
      return list("admin#directory#users", "users", rows.map(shown), asked);
    },
    [`GET ${D}/users/:id`]: (asked) => one(state, asked, (found) => ({ status: 200, json: shown(found) })),
    [`PATCH ${D}/users/:id`]: (asked) =>
      one(state, asked, (found) => {
        Object.assign(found, JSON.parse(asked.body));
        return { status: 200, json: shown(found) };
      }),
    [`POST ${D}/users/:id/signOut`]: (asked) => one(state, asked, () => done),
  };
}

function fits(user: User, query: string): boolean {
  const [, field = "", value = ""] = /^(\w+)='?(.*?)'?$/.exec(query) ?? [];
  if (field === "externalId") return user.externalIds.some((id) => id.value === value);
  return [user.primaryEmail, ...user.aliases].some((mail) => mail.toLowerCase() === value.replaceAll("\\", ""));
}

function groups(state: GoogleState): Routes {
  return {
    [`GET ${D}/groups`]: (asked) => {
      const key = asked.query.get("userKey") ?? "";
      if (!state.users.has(key) && !state.groups.has(key)) return missing();
      const rows = [...state.groups].filter(([, { members }]) => members.has(key));
      return list(
        "admin#directory#groups",
        "groups",
        rows.map(([id, { name }]) => ({ kind: "admin#directory#group", id, name, email: `${id}@acme.example` })),
        asked,
      );
    },
    [`GET ${D}/groups/:group/members/:id`]: ({ at }) =>
      state.groups.get(at["group"] ?? "")?.members.has(at["id"] ?? "")
        ? { status: 200, json: { kind: "admin#directory#member", id: at["id"], role: "MEMBER" } }
        : error(404, "Resource Not Found: memberKey", "notFound"),
    [`DELETE ${D}/groups/:group/members/:id`]: ({ at }) =>
      state.groups.get(at["group"] ?? "")?.members.delete(at["id"] ?? "") ? done : missing(),
  };
}

function held(state: GoogleState): Routes {
  const of = (kind: string, keys: Map<string, string[]>, row: (key: string) => object) => (asked: Asked) =>
    one(state, asked, ({ id }) => list(`admin#directory#${kind}`, "items", (keys.get(id) ?? []).map(row), asked));
  const drop = (keys: Map<string, string[]>) => (asked: Asked) =>
    one(state, asked, ({ id }) => {
      const kept = (keys.get(id) ?? []).filter((key) => key !== asked.at["key"]);
      if (kept.length === keys.get(id)?.length) return missing();
      keys.set(id, kept);
      return done;
    });
  return {
    [`GET ${D}/users/:id/tokens`]: of("tokenList", state.tokens, (clientId) => ({
      clientId,
      displayText: "Calendar app",
    })),
    [`DELETE ${D}/users/:id/tokens/:key`]: drop(state.tokens),
    [`GET ${D}/users/:id/asps`]: of("aspList", state.asps, (codeId) => ({ codeId: Number(codeId), name: "Old phone" })),
    [`DELETE ${D}/users/:id/asps/:key`]: drop(state.asps),
    [`GET ${D}/users/:id/verificationCodes`]: of("verificationCodesList", state.codes, (verificationCode) => ({
      userId: "1001",
      verificationCode,
    })),
    [`POST ${D}/users/:id/verificationCodes/invalidate`]: (asked) =>
      one(state, asked, ({ id }) => {
        state.codes.delete(id);
        return done;
      }),
  };
}

function entitlements(state: GoogleState): Routes {
  return {
    [`GET ${D}/customer/my_customer/roleassignments`]: (asked) => {
      const key = asked.query.get("userKey");
      const rows = [...state.roles].filter(([, owner]) => state.ignoresFilter || owner === key);
      return list(
        "admin#directory#roleAssignments",
        "items",
        rows.map(([id, assignedTo]) => ({ roleAssignmentId: id, roleId: "77", assignedTo, scopeType: "CUSTOMER" })),
        asked,
      );
    },
    [`DELETE ${D}/customer/my_customer/roleassignments/:key`]: ({ at }) =>
      state.roles.delete(at["key"] ?? "") ? done : missing(),
    "GET /apps/licensing/v1/product/:product/users": (asked) => {
      const rows = [...state.licences].flatMap(([userId, key]) => {
        const [productId, skuId] = key.split("/");
        return productId === asked.at["product"] ? [{ userId, productId, skuId, skuName: "Enterprise" }] : [];
      });
      return list("licensing#licenseAssignmentList", "items", rows, asked);
    },
    "DELETE /apps/licensing/v1/product/:product/sku/:sku/user/:mail": ({ at }) =>
      state.licences.delete(at["mail"] ?? "") ? { status: 200 } : missing(),
  };
}
