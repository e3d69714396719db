import { normalise, parseModule } from "../python/parse-module.js";
import { isSuite } from "../python/suites.js";
import type { DatabasePart } from "./facts.js";
import type { Repository, Scan } from "./repository.js";

type Mention = readonly [text: string, part: DatabasePart];

/** Texts in the values of what is written like an entry of DATABASES; some name variables. */
export const DATABASE_TEXTS: Scan<readonly Mention[]> = {
  name: "database texts",
  find: (text) => mentionsIn(parseModule(normalise(text))),
  needs: { word: "ENGINE", without: [] },
};

/** Which parts of a database's address variables are, by the name of the variable. */
export function databaseVariables(
  repository: Repository,
  settingsFiles: readonly string[],
): ReadonlyMap<string, DatabasePart> {
  return new Map(settingsFiles.flatMap((file) => repository.scan(file, DATABASE_TEXTS) ?? []));
}

/** The parts of a database's address in DATABASES. */
export const DATABASE_PARTS: readonly DatabasePart[] = ["NAME", "USER", "PASSWORD", "HOST", "PORT"];
const PARTS: ReadonlySet<string> = new Set(DATABASE_PARTS);

const isPart = (key: string | null): key is DatabasePart => key !== null && PARTS.has(key);

interface Dict {
  readonly type: "dict";
  readonly entries: readonly { readonly key: unknown; readonly value: unknown }[];
}

function mentionsIn(node: unknown): readonly Mention[] {
  if (typeof node !== "object" || node === null) return [];
  if (isSuite(node)) return node.statements().flatMap(mentionsIn);
  if (!isDict(node)) return Object.values(node).flatMap(mentionsIn);
  const entries = node.entries.map(({ key, value }) => ({ key: textOf(key), value }));
  if (!entries.some(({ key }) => key === "ENGINE"))
    return entries.flatMap(({ value }) => mentionsIn(value));
  return entries.flatMap(({ key, value }) =>
    isPart(key) ? textsIn(value).map((text): Mention => [text, key]) : [],
  );
}

function textsIn(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  const text = textOf(node);
  return text === null ? Object.values(node).flatMap(textsIn) : [text];
}

function textOf(node: unknown): string | null {
  const isText = typeof node === "object" && node !== null && "type" in node && "value" in node;
  return isText && node.type === "string" && typeof node.value === "string" ? node.value : null;
}

const isDict = (node: object): node is Dict => "type" in node && node.type === "dict";
