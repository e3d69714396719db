import type { Scan } from "./repository.js";

/** Whether a file calls what sounds like a field of a model. */
export const FIELDS: Scan<boolean> = {
  name: "fields",
  find: (text) => /(?:Field|\bForeignKey)\(/.test(text),
};

const SERIALIZER_CLASS = /^[ \t]*class\s+\w+\s*(?:\[[^\]]*\])?\s*\([^)]*Serializer/m;

/** Whether a file has a class that derives from something called a serializer. */
export const SERIALIZERS: Scan<boolean> = {
  name: "serializers",
  find: (text) => SERIALIZER_CLASS.test(text),
  needs: { word: "Serializer", without: false },
};

const NESTED_CLASS = /^[ \t]+class\s+(?!Meta\b)\w+[^\n]*Serializer/m;

/** Whether such a class stands inside another. */
export const NESTED_SERIALIZERS: Scan<boolean> = {
  name: "nested serializers",
  find: (text) => NESTED_CLASS.test(text),
  needs: { word: "Serializer", without: false },
};

const NESTED_MODEL = /^[ \t]+class\s+(?!Meta\b)\w+\s*\([^)\n]*Model\b/m;

/** Whether a class that seems to be a model stands inside another. */
export const NESTED_MODELS: Scan<boolean> = {
  name: "nested models",
  find: (text) => NESTED_MODEL.test(text),
  needs: { word: "Model", without: false },
};

/** Whether a file speaks of a Migration at all. */
export const MIGRATION: Scan<boolean> = {
  name: "migration",
  find: (text) => /\bMigration\b/.test(text),
};

/** Whether a migration makes what columns and indexes are made of: extensions, collations, types. */
export const DATABASE_PARTS: Scan<boolean> = {
  name: "database parts",
  find: (text) =>
    /\b(?:CreateCollation|\w*Extension)\(/.test(text) ||
    /\bCREATE\s+(?:EXTENSION|COLLATION|TYPE|DOMAIN)\b/i.test(text),
};

/** Paths of health checks that a file writes out: "health", "/healthz/". */
export const HEALTH_PATHS: Scan<readonly string[]> = {
  name: "health paths",
  find: (text) => [...text.matchAll(/["']\/?(health[\w-]*)\/?["']/g)].map(([, name]) => `/${name}`),
};

/** Whether a migration may make rows. */
export const DATA_STEPS: Scan<boolean> = {
  name: "data steps",
  find: (text) => /\bRunPython\(/.test(text),
};

/** Pairs of texts, as dependencies on another migration are written. */
export const PAIRS: Scan<readonly (readonly [string, string])[]> = {
  name: "pairs",
  find: (text) =>
    [...text.matchAll(/\(\s*["'](\w+)["']\s*,\s*["'](\w+)["']\s*,?\s*\)/g)].map(
      ([, app = "", name = ""]) => [app, name] as const,
    ),
};

/** The first line that has a name in quotes. */
export const QUOTED: Scan<number | null> = {
  name: "quoted",
  find: (text, name = "") => {
    const at = text.search(new RegExp(`["']${name}["']`));
    return at < 0 ? null : text.slice(0, at).split("\n").length;
  },
};

const IS_ABOUT_METHOD = /\w\.method\b[^\n]*|\bmatch \w+\.method:[^]*/g;

/** Methods besides GET that a function at module level looks for in its request. */
export const REQUEST_METHODS: Scan<readonly string[]> = {
  name: "request methods",
  find: (text, name = "") => {
    const [block = ""] =
      new RegExp(`^(?:async )?def ${name}\\([^]*?(?=^[^\\s)#]|(?![^]))`, "m").exec(text) ?? [];
    const compared = (block.match(IS_ABOUT_METHOD) ?? []).join("\n");
    const named = [...compared.matchAll(/["'](POST|PUT|PATCH|DELETE)["']/g)].map(
      ([, one = ""]) => one,
    );
    const reads = /\w\.(?:POST|FILES)\b/.test(block) ? ["POST"] : [];
    return [...new Set([...named, ...reads])].toSorted();
  },
};

/** Whether a file speaks of urlpatterns. */
export const URLPATTERNS: Scan<boolean> = {
  name: "urlpatterns",
  find: (text) => text.includes("urlpatterns"),
};

const GIVES = /\b(?:groups|user_set|user_permissions)\.(?:add|set)\(/;
const FOR_EACH = /\b(?:post_save|user_signed_up|def save|def _?create_user)\b/;

/** Whether a file may give groups or rights to each user that is made. */
export const GIVES_RIGHTS: Scan<boolean> = {
  name: "gives rights",
  find: (text) => GIVES.test(text) && FOR_EACH.test(text),
};

/** Whether settings make folders, such as those of their logs, and need nobody else to do it. */
export const MAKES_FOLDERS: Scan<boolean> = {
  name: "makes folders",
  find: (text) => /\b(?:makedirs|mkdir)\s*\(/.test(text),
};

/** Names of settings that begin a route: `path(settings.ADMIN_URL, admin.site.urls)`. */
export const ROUTES_OF_SETTINGS: Scan<readonly string[]> = {
  name: "routes of settings",
  find: (text) =>
    [...text.matchAll(/\b(?:re_)?path\(\s*settings\.([A-Z][A-Z0-9_]*)\s*[,+]/g)].map(
      (match) => match[1] ?? "",
    ),
};
