// The import law. docs/architecture.md says it in words; scripts/boundaries/planted.mjs proves that every rule fires.

const OURS = "^(app|components|lib|db|scripts|bench|e2e)/";
/** Tests and what only tests load may reach across layers to set the stage; the pure core's tests may not. */
const TESTS = "\\.(test|integ|real|spec)\\.(ts|tsx|mjs)$|^e2e/|(^|/)testing(/|\\.ts$)|(^|/)fixtures/";
const AT_EDGE = "^(app/|(proxy|instrumentation|instrumentation-client)\\.ts$)";

const forbid = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });
/** Files under `path` import nothing of ours but what `allowed` matches. */
const only = (name, path, allowed, comment) =>
  forbid(name, comment, { path, pathNot: TESTS }, { path: OURS, pathNot: allowed });
const npm = (...names) => `(^|/)node_modules/(${names.join("|")})/|^(${names.join("|")})(/|$)`;
const ANY_PACKAGE = ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-bundled", "npm-no-pkg", "npm-unknown"];

module.exports = {
  forbidden: [
    forbid(
      "core-is-pure",
      "the core imports only itself",
      { path: "^lib/core/" },
      { path: OURS, pathNot: "^lib/core/" },
    ),
    forbid(
      "core-no-packages",
      "the core compiles with nothing installed: no npm, no Node",
      { path: "^lib/core/", pathNot: ["\\.test\\.ts$", "/testing/"] },
      { dependencyTypes: [...ANY_PACKAGE, "core"] },
    ),
    only(
      "db-knows-core",
      "^db/",
      ["^db/", "^lib/core/", "^lib/runtime/env"],
      "db serves use cases; it never calls them",
    ),
    only(
      "use-cases-shell",
      "^lib/use-cases/",
      [
        "^lib/use-cases/",
        "^lib/core/",
        "^db/(queries/|tx)",
        "^lib/connectors/contract",
        "^lib/runtime/context",
        "^lib/print/sheet-pdf",
      ],
      "the only place where core, db and connectors meet; connectors arrive through the context",
    ),
    forbid(
      "use-cases-apart",
      "a shared rule belongs in core, a shared read in db/queries",
      { path: "^lib/use-cases/([^/]+)/", pathNot: TESTS },
      { path: "^lib/use-cases/([^/]+)/", pathNot: ["^lib/use-cases/$1/", "^lib/use-cases/_kit/"] },
    ),
    forbid(
      "kit-knows-no-verb",
      "the kit runs commands; it knows none",
      { path: "^lib/use-cases/_kit/", pathNot: TESTS },
      { path: "^lib/use-cases/(?!_kit/)" },
    ),
    only("connectors-know-core", "^lib/connectors/", ["^lib/connectors/", "^lib/core/"], "a connector reports facts"),
    forbid(
      "connectors-apart",
      "no connector imports another",
      { path: "^lib/connectors/systems/([^/]+)/", pathNot: TESTS },
      { path: "^lib/connectors/systems/([^/]+)/", pathNot: "^lib/connectors/systems/$1/" },
    ),
    only(
      "transport-thin",
      "^lib/transport/",
      ["^lib/(transport|use-cases|core|auth|runtime)/", "^lib/print/sheet-pdf"],
      "actions and routes build a context, execute and map the outcome",
    ),
    only(
      "worker-thin",
      "^lib/worker/",
      ["^lib/(worker|use-cases|core|runtime)/", "^lib/connectors/(contract|trial/)"],
      "an entrance like the others; it makes the calls that use cases may not, through connections handed to it",
    ),
    only(
      "print-knows-core",
      "^lib/print/",
      ["^lib/print/", "^lib/core/"],
      "sets on paper what the core has put into words",
    ),
    only(
      "cli-thin",
      "^lib/cli/",
      ["^lib/(cli|use-cases|core|runtime)/", "^lib/connectors/(contract|form|registry|trial/)"],
      "an entrance like the others; it also tries a connector on its own, where there is no database",
    ),
    only(
      "auth-narrow",
      "^lib/auth/",
      ["^lib/(auth|core|runtime)/", "^db/(queries/|tx|client|schema/)"],
      "sessions and tokens; no product rules",
    ),
    only(
      "runtime-composes",
      "^lib/runtime/",
      ["^lib/(runtime|core)/", "^lib/connectors/(contract|registry)", "^db/(client|tx|queries/)"],
      "wires a process together; knows no verb",
    ),
    only("ui-narrow", "^lib/ui/", ["^lib/(ui|core)/"], "runs in the browser"),
    only("components-no-server", "^components/", ["^components/", "^lib/(core|ui)/"], "runs in the browser"),
    only(
      "app-through-transport",
      AT_EDGE,
      ["^app/", "^components/", "^lib/(transport|use-cases|core|ui)/", "^lib/auth/(session|handlers)"],
      "pages and routes hold no rule and no SQL",
    ),
    forbid(
      "tools-stay-out",
      "scripts, benches and end-to-end tests use the product, never the other way round",
      { path: `^(lib|db|components)/|${AT_EDGE}`, pathNot: TESTS },
      { path: "^(scripts|bench|e2e)/" },
    ),
    forbid(
      "tests-stay-out",
      "what only tests may load (liars, simulated systems, fixtures) is never reachable from the product",
      { path: `^(lib|db|components)/|${AT_EDGE}`, pathNot: TESTS },
      { path: TESTS },
    ),
    forbid(
      "next-at-the-edge",
      "framework code stays where the framework is",
      { path: "^(lib|db)/", pathNot: ["^lib/(transport|auth|ui)/", TESTS] },
      { path: npm("next", "next-auth", "react", "react-dom", "server-only") },
    ),
    forbid(
      "sql-only-in-db",
      "one place for SQL",
      {
        path: `^(components|lib)/|${AT_EDGE}`,
        pathNot: ["^lib/auth/adapter", "^lib/connectors/kit/postgresql/", TESTS],
      },
      { path: npm("drizzle-orm", "postgres") },
    ),
    forbid(
      "tables-in-schema",
      "describes tables and applies migrations; a process that serves would pay half a second and 150 MB for it",
      { path: OURS, pathNot: ["^db/schema/", "^db/migrate\\.ts$", TESTS] },
      { path: npm("drizzle-orm") },
    ),
    forbid(
      "ldap-in-its-kit",
      "one place that speaks LDAP",
      { path: OURS, pathNot: ["^lib/connectors/kit/ldap/", TESTS] },
      { path: npm("ldapts") },
    ),
    forbid(
      "mysql-in-its-connector",
      "each connector's library stays in its folder",
      { path: OURS, pathNot: ["^lib/connectors/systems/mariadb/", TESTS] },
      { path: npm("mysql2") },
    ),
    forbid(
      "ssh-in-its-connector",
      "each connector's library stays in its folder",
      { path: OURS, pathNot: ["^lib/connectors/systems/linux/", TESTS] },
      { path: npm("ssh2") },
    ),
    forbid(
      "calls-only-in-connectors",
      "outbound calls go through one guarded client",
      { path: `^(lib|db|components)/|${AT_EDGE}`, pathNot: ["^lib/connectors/", TESTS] },
      { path: npm("undici") },
    ),
    forbid(
      "paper-only-in-print",
      "one place that knows typefaces and files of paper",
      { path: `^(components|lib|db)/|${AT_EDGE}`, pathNot: ["^lib/print/", TESTS] },
      { path: npm("pdfkit", "fontkit") },
    ),
    forbid(
      "no-dev-packages",
      "the product runs without what only developers install",
      { path: `^(lib|db|components)/|${AT_EDGE}`, pathNot: TESTS },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm"], pathNot: "@types/" },
    ),
    forbid("resolvable", "an import nobody can find is an import nobody checked", {}, { couldNotResolve: true }),
    forbid(
      "top-folders-by-name",
      "across top folders by #lib, #db, #components; relative only within one (db: drizzle-kit reads no package imports)",
      { path: "^(?!db/)([^/]+)/" },
      { path: "^(lib|db|components)/", pathNot: "^$1/", dependencyTypesNot: ["aliased-subpath-import"] },
    ),
    forbid("no-cycles", "tables import downward, relations stand in one file", {}, { circular: true }),
    forbid(
      "no-orphans",
      "a file nobody imports is dead or forgotten",
      { orphan: true, path: "^(lib|db|components)/", pathNot: [TESTS, "\\.d\\.ts$", "\\.json$"] },
      {},
    ),
  ],
  options: {
    parser: "swc",
    moduleSystems: ["es6", "cjs"],
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "^(public|docs)/" },
    preserveSymlinks: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "require", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".css", ".d.ts"],
    },
  },
};
