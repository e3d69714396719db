import { pathsOf } from "../doubts.js";
import type { Doubt, Inspection } from "../facts.js";
import { appKey, type Item, type Kind } from "./items.js";

/** A miss that a doubt told of. */
export interface Announced {
  readonly item: Item;
  readonly doubt: Doubt;
}

/** The words by which a doubt's effect speaks of a kind of facts. */
const WORDS: Readonly<Record<Kind, RegExp>> = {
  rootUrlconf: /ROOT_URLCONF|settings?\b/i,
  authUserModel: /AUTH_USER_MODEL|settings?\b/i,
  apps: /\bapps?\b|INSTALLED_APPS/i,
  models: /\bmodels?\b/i,
  serializers: /serializer/i,
  routes: /\broutes?\b|\burls?\b/i,
};

/**
 * Whether a doubt tells of a miss: its effect speaks of this kind of facts, and it stands in a
 * file where the fact is written, or names the fact.
 */
export function announces(doubt: Doubt, item: Item): boolean {
  if (!WORDS[item.kind].test(doubt.effect)) return false;
  if (!isBelow(doubt, item)) return false;
  const files = [doubt.file, ...(/\broutes of (\S+)/.exec(doubt.effect)?.slice(1) ?? [])];
  return (
    files.some((file) => item.files.includes(file) || liesIn(file, item.folder)) ||
    names(doubt, item)
  );
}

/**
 * Whether an announced miss brings another with it: an app its models and serializers, the root
 * URLconf every route.
 */
export function entails({ item: cause }: Announced, item: Item, truth: Inspection): boolean {
  if (cause.kind === "rootUrlconf") return item.kind === "routes";
  if (cause.kind !== "apps") return false;
  const app = truth.apps.find((candidate) => appKey(candidate) === cause.key);
  if (!app?.firstParty) return false;
  if (item.kind === "models") return item.key.startsWith(`${app.label}.`);
  if (item.kind !== "serializers") return false;
  // A serializer may be written elsewhere than its model.
  const isOfModel = item.key.includes(`(${app.label}.`);
  return isOfModel || item.files.some((file) => liesIn(file, app.path));
}

/** Whether a route starts with the path that a doubt limits itself to; others may be anywhere. */
function isBelow({ effect }: Doubt, { kind, names }: Item): boolean {
  const paths = kind === "routes" ? pathsOf(effect) : null;
  return paths === null || paths.some((path) => (names[0] ?? "").startsWith(path));
}

function liesIn(file: string, folder: string | null): boolean {
  return folder !== null && (folder === "." || file.startsWith(`${folder}/`));
}

/** Whether a doubt calls a fact by its dotted path, by the end of it, or by the start of its URL. */
function names({ what, effect }: Doubt, item: Item): boolean {
  const words = `${what} ${effect}`.split(/[^\w/{}.-]+/).map((word) => word.replace(/\.$/, ""));
  return item.names.some((name) => words.some((word) => calls(word, name)));
}

function calls(word: string, name: string): boolean {
  if (name.startsWith("/")) return word.length > 1 && word.startsWith("/") && name.startsWith(word);
  return word === name || word === name.split(".").at(-1);
}
