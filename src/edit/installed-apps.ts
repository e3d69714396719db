import type { Node } from "web-tree-sitter";
import type { Edit } from "../plan/types.js";
import { appLists, type AppList } from "./app-lists.js";
import { scopes, type Scope } from "./python-bindings.js";
import { editPython, type Decision } from "./python-edit.js";
import { quoteOf, sequenceOf } from "./python-sequence.js";
import { items, stringValue } from "./python-tree.js";
import { insertElement } from "./sequence.js";
import { lineNumber } from "./splice.js";

/** An app to add to INSTALLED_APPS. */
export interface NewApp {
  /** Dotted module, such as "drf_spectacular". */
  readonly app: string;
  /** Apps that it is listed behind where one of them is, such as "rest_framework". */
  readonly after?: readonly string[];
  /** Line (1-based) at which the list is known to be written. */
  readonly line?: number;
}

/** Adds an app to the list of INSTALLED_APPS in which a person would put it. */
export function addInstalledApp(source: string, wanted: NewApp): Edit {
  const byHand = `INSTALLED_APPS += ["${wanted.app}"]`;
  return editPython(source, byHand, (root, text) => decide(root, text, wanted));
}

function decide(root: Node, source: string, wanted: NewApp): Decision {
  const [module, ...classes] = scopes(root);
  if (!module) return { kind: "refused", reason: "the file is empty" };
  const all = [module, ...classes].map((scope) => ({ scope, lists: appLists(scope, module) }));
  const listed = all.flatMap(({ lists }) => lists).find((list) => holds(list, wanted.app));
  if (listed) return present(source, listed, wanted.app);
  const appended = appendedAt(root, wanted.app);
  if (appended !== null) return alreadyAdded(wanted.app, lineNumber(source, appended));
  const lists = listsInScope(all, source, wanted.line);
  const tenants = lists.find(({ owner }) => /^(?:SHARED|TENANT)_APPS$/.test(owner));
  if (tenants) return refusal("the apps are split between tenants", tenants.literal.startIndex);
  const list = bestList(lists, wanted);
  if (!list) return nowhere(all, lists);
  const sequence = sequenceOf(list.literal);
  if (!sequence) return refusal("the list is no literal", list.literal.startIndex);
  const quote = quoteOf(list.apps.map(({ node }) => node));
  const element = `${quote}${wanted.app}${quote}`;
  return { kind: "splice", splices: insertElement(source, sequence, element, place(list, wanted)) };
}

function holds(list: AppList, app: string): boolean {
  return list.apps.some(({ name }) => name === app || name.startsWith(`${app}.apps.`));
}

function present(source: string, list: AppList, app: string): Decision {
  const found = list.apps.find(({ name }) => name === app || name.startsWith(`${app}.apps.`));
  const line = lineNumber(source, found?.node.startIndex ?? 0);
  if (list.conditional) return alreadyAdded(app, line);
  return { kind: "unchanged", reason: `${list.owner} lists ${found?.name ?? app} (line ${line})` };
}

function alreadyAdded(app: string, line: number): Decision {
  return {
    kind: "unchanged",
    reason: `${app} is added under a condition or a call (line ${line})`,
  };
}

/** Where `INSTALLED_APPS.append("app")` or one of its kin stands; null when nowhere. */
function appendedAt(root: Node, app: string): number | null {
  const calls = root.descendantsOfType("call");
  const call = calls.find((node) => {
    const callee = node?.childForFieldName("function")?.text ?? "";
    if (!/(?:^|\.)INSTALLED_APPS\.(?:append|insert|extend)$/.test(callee)) return false;
    const strings = node?.descendantsOfType("string") ?? [];
    return strings.some((string) => string !== null && stringValue(string) === app);
  });
  return call?.startIndex ?? null;
}

interface ScopeLists {
  readonly scope: Scope;
  readonly lists: readonly AppList[];
}

/** The scope that holds the line, else the first that lists apps: the module before its classes. */
function listsInScope(
  all: readonly ScopeLists[],
  source: string,
  line?: number,
): readonly AppList[] {
  const withLists = all.filter(({ lists }) => lists.length > 0);
  const atLine = withLists.find(({ scope }) =>
    scope.bindings.some(
      ({ name, statement }) =>
        name === "INSTALLED_APPS" && lineNumber(source, statement.startIndex) === line,
    ),
  );
  return (atLine ?? withLists[0])?.lists ?? [];
}

const THIRD_PARTY = /THIRD|3RD|EXTERNAL|VENDOR|PACKAGE|LIBRAR|CONTRIB|EXTRA|PIP/i;
const OWN = /LOCAL|PROJECT|OUR|MY_|FIRST|OWN|CUSTOM|DEV|DEBUG|TEST|PLUGIN|OPTIONAL|INTERNAL/i;

function bestList(lists: readonly AppList[], wanted: NewApp): AppList | undefined {
  const editable = lists.filter((list) => !list.conditional && holdsApps(list));
  const scored = editable.map((list) => ({ list, score: score(list, wanted) }));
  return scored.toSorted((a, b) => b.score - a.score)[0]?.list;
}

/** Apps, nothing yet, or only other lists: `[*DJANGO_APPS, *LOCAL_APPS]` takes an app as well. */
function holdsApps(list: AppList): boolean {
  const others = items(list.literal).filter((item) => stringValue(item) === null);
  return list.apps.length > 0 || others.every(({ type }) => type === "list_splat");
}

function score(list: AppList, { after = [] }: NewApp): number {
  if (list.apps.some(({ name }) => after.includes(name))) return 5;
  if (THIRD_PARTY.test(list.owner)) return 4;
  if (OWN.test(list.owner)) return 0;
  if (list.apps.length === 0 && items(list.literal).length > 0) return 1;
  if (list.owner !== "INSTALLED_APPS") return 1;
  return list.added ? 2 : 3;
}

/** Behind the last app of the same family, so that sections with headings stay as they are. */
function place(list: AppList, { after = [] }: NewApp): number | undefined {
  const elements = items(list.literal);
  const last = list.apps.findLast(({ name }) =>
    after.some((family) => name === family || name.startsWith(`${family}.`)),
  );
  return last ? elements.findIndex(({ id }) => id === last.node.id) : undefined;
}

function nowhere(all: readonly ScopeLists[], lists: readonly AppList[]): Decision {
  const [conditional] = lists.filter((list) => list.conditional);
  if (conditional) {
    return refusal("INSTALLED_APPS is set under a condition", conditional.literal.startIndex);
  }
  const binding = all
    .flatMap(({ scope }) => scope.bindings)
    .find(({ name }) => name === "INSTALLED_APPS");
  return binding
    ? refusal("INSTALLED_APPS is computed, not written out", binding.statement.startIndex)
    : { kind: "refused", reason: "the file does not set INSTALLED_APPS" };
}

function refusal(reason: string, at: number): Decision {
  return { kind: "refused", reason, at };
}
