import type { Node } from "web-tree-sitter";
import { isFrom, moduleOf } from "./import-statements.js";
import { items } from "./python-tree.js";
import { insertion, lineEnding, nextLine, type Splice } from "./splice.js";

/** What decides the place of a new import. */
interface Surroundings {
  /** The repository's own top-level modules. */
  readonly firstParty: ReadonlySet<string>;
  /** The import statements that it may join. */
  readonly known: readonly Node[];
}

/** A new import: inside the group of its kin in sorted place, or as a group of its own. */
export function newStatement(
  root: Node,
  source: string,
  module: string,
  written: string,
  { firstParty, known }: Surroundings,
): readonly Splice[] {
  const newline = lineEnding(source);
  const text = `from ${module} import ${written}${newline}`;
  const own = kindOf(module, firstParty);
  const kin = known.filter((statement) => kindOf(moduleOf(statement), firstParty) === own);
  const [firstKin] = kin;
  if (firstKin) {
    const froms = kin.filter(isFrom);
    const next = froms.find((statement) => comesBefore(module, moduleOf(statement)));
    if (next) return [insertion(next.startIndex, text)];
    return [after(source, (froms.at(-1) ?? kin.at(-1) ?? firstKin).endIndex, text)];
  }
  const following = known.find((statement) => kindOf(moduleOf(statement), firstParty) > own);
  if (following) return [insertion(following.startIndex, `${text}${newline}`)];
  const last = known.at(-1);
  if (last) return [after(source, last.endIndex, `${newline}${text}`)];
  const [docstring] = items(root);
  if (docstring && isDocstring(docstring)) {
    return [after(source, docstring.endIndex, `${newline}${text}`)];
  }
  return [insertion(firstStatement(root, source), docstring ? `${text}${newline}` : text)];
}

/** Text on the line after a statement, which may be the last of the file. */
export function after(source: string, end: number, text: string): Splice {
  const at = nextLine(source, end);
  const newline = at > 0 && !/[\r\n]/.test(source.charAt(at - 1)) ? lineEnding(source) : "";
  return insertion(at, newline + text);
}

function isDocstring(statement: Node): boolean {
  return statement.type === "expression_statement" && items(statement)[0]?.type === "string";
}

function firstStatement(root: Node, source: string): number {
  return items(root)[0]?.startIndex ?? source.length;
}

/** isort's sections that can be told apart without an environment. */
function kindOf(module: string, firstParty: ReadonlySet<string>): number {
  if (module === "__future__") return 0;
  if (module.startsWith(".")) return 4;
  const [top = ""] = module.split(".");
  if (firstParty.has(top)) return 3;
  return STANDARD.has(top) ? 1 : 2;
}

const STANDARD = new Set(
  (
    "abc argparse asyncio base64 collections contextlib copy csv datetime decimal enum functools " +
    "hashlib importlib inspect io itertools json logging math mimetypes operator os pathlib " +
    "pkgutil platform pydoc random re shutil signal socket string subprocess sys tempfile time " +
    "traceback types typing urllib uuid warnings"
  ).split(" "),
);

function comesBefore(a: string, b: string): boolean {
  return a.toLowerCase() < b.toLowerCase();
}
