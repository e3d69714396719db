import { joinBlocks, splitBlocks, type Block } from "./blocks.js";
import { tokenize } from "./tokens.js";

/** Identifiers that code uses, strings and comments left out. */
export function wordsOf(source: string): Set<string> {
  const words = tokenize(source).filter((token) => token.kind === "word");
  return new Set(words.map((token) => source.slice(token.start, token.end)));
}

/** Names that an import statement binds, each with the shortest statement that binds it alone. */
export function importedNames(statement: string): Map<string, string> {
  const text = statement.replace(/#.*$/gm, "").replace(/[\\()\r\n]/g, " ");
  const from = /^\s*from\s+(\S+)\s+import\s+(.*)$/.exec(text);
  const names = new Map<string, string>();
  for (const part of (from?.[2] ?? text.replace(/^\s*import\s/, "")).split(",")) {
    const [name = "", alias] = part.trim().split(/\s+as\s+/);
    if (name === "") continue;
    const source = part.trim().replace(/\s+/g, " ");
    if (from) names.set(alias ?? name, `from ${from[1]} import ${source}`);
    else names.set(alias ?? name.split(".")[0] ?? name, `import ${source}`);
  }
  return names;
}

/** Names that a block binds at the top level of its module. */
export function boundNames(block: Block): string[] {
  if (block.kind === "import") return [...importedNames(block.body).keys()];
  if (block.kind === "definition") return [block.key.replace(/^\w+ /, "").replace(/ #\d+$/, "")];
  if (block.kind === "assignment") return [block.key.replace(/ #\d+$/, "")];
  return [];
}

/** Adds the imports that freshly written code needs and that the merged file lacks. */
export function withMissingImports(
  merged: string,
  generated: readonly Block[],
  fresh: string,
): string {
  const { blocks, tail } = splitBlocks(merged);
  const bound = new Set(blocks.flatMap(boundNames));
  const used = wordsOf(fresh);
  const wanted = generated
    .filter((block) => block.kind === "import")
    .flatMap((block) => [...importedNames(block.body)]);
  const missing = wanted.filter(([name]) => used.has(name) && !bound.has(name));
  if (missing.length === 0) return merged;
  const lineBreak = merged.includes("\r\n") ? "\r\n" : "\n";
  const lines = missing.map(([, statement]) => statement + lineBreak).join("");
  const at = importPosition(blocks);
  const before = joinBlocks({ blocks: blocks.slice(0, at), tail: "" });
  const after = joinBlocks({ blocks: blocks.slice(at), tail });
  const separator = before === "" || /[\r\n]$/.test(before) ? "" : lineBreak;
  return before + separator + lines + after;
}

function importPosition(blocks: readonly Block[]): number {
  const lastImport = blocks.findLastIndex((block) => block.kind === "import");
  if (lastImport >= 0) return lastImport + 1;
  return blocks.findIndex((block) => !["comment", "docstring"].includes(block.kind)) >= 0
    ? blocks.findIndex((block) => !["comment", "docstring"].includes(block.kind))
    : blocks.length;
}
