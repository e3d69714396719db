import type { Edit } from "../plan/types.js";
import { boundStyle, byName, specifiersFor, type NewPackage } from "./package.js";
import { normalizedName, parseRequirement, type Requirement } from "./requirement.js";
import { applySplices, insertion, lineEnding, type Splice } from "./splice.js";

/** What a requirements file should hold. */
export interface NewRequirements {
  readonly packages: readonly NewPackage[];
  /** Files that a new file includes by `-r`, relative to it. */
  readonly includes: readonly string[];
  /** Specifiers of the repository's other manifests, whose style a new file follows. */
  readonly like: readonly string[];
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly requirement: Requirement;
}

/** `name == 1.0`, as some write it. */
const SPACED = /^[\w.[\],-]+ +[=~<>!]=? *\d/;

function spaced(specifiers: string): string {
  return specifiers
    .replace(/,/g, ", ")
    .replace(/(~=|[=<>]=|[<>])/g, " $1 ")
    .replace(/ +/g, " ");
}

/** Adds packages to a requirements file in the place and style of its other lines. */
export function addRequirements(source: string | null, wanted: NewRequirements): Edit {
  if (source === null) return newFile(wanted);
  const lines = readLines(source);
  const style = boundStyle(lines.map(({ requirement }) => requirement.specifier));
  const listed = new Set(lines.map(({ requirement }) => requirement.name));
  const missing = byName(wanted.packages).filter(({ name }) => !listed.has(normalizedName(name)));
  if (missing.length === 0) return { kind: "unchanged", reason: "every package is listed" };
  const isSpaced = lines.filter(({ text }) => SPACED.test(text)).length * 2 > lines.length;
  const added = missing.map((item) => {
    const specifiers = specifiersFor(item, style);
    return { item, text: `${item.name}${isSpaced ? spaced(specifiers) : specifiers}` };
  });
  const reason = untouchable(source);
  if (reason !== null)
    return { kind: "refused", reason, byHand: added.map(({ text }) => text).join("\n") };
  const splices = added.map(({ item, text }) => placed(source, lines, item, text));
  return { kind: "edited", source: applySplices(source, splices) };
}

function untouchable(source: string): string | null {
  if (source.includes("\0")) return "the file's encoding is not known";
  return source.includes("--hash=") ? "the file pins hashes, which a tool must compute" : null;
}

function newFile({ packages, includes, like }: NewRequirements): Edit {
  const style = boundStyle(like);
  const lines = [
    ...includes.map((path) => `-r ${path}`),
    ...(includes.length > 0 ? [""] : []),
    ...byName(packages).map((item) => `${item.name}${specifiersFor(item, style)}`),
  ];
  return { kind: "edited", source: `${lines.join("\n")}\n` };
}

function readLines(source: string): readonly Line[] {
  const lines: Line[] = [];
  let position = source.startsWith("\uFEFF") ? 1 : 0;
  for (const text of source.slice(position).split(/(?<=\r\n|\n|\r(?!\n))/)) {
    const content = text.replace(/[\r\n]+$/, "");
    const requirement = content.endsWith("\\") ? null : parseRequirement(content);
    if (requirement) {
      lines.push({ start: position, end: position + content.length, text: content, requirement });
    }
    position += text.length;
  }
  return lines;
}

/** In sorted place where the file is sorted, else behind its nearest kin, else at the end. */
function placed(source: string, lines: readonly Line[], item: NewPackage, text: string): Splice {
  const newline = lineEnding(source);
  const name = normalizedName(item.name);
  const before = isSorted(lines)
    ? lines.findLast(({ requirement }) => requirement.name < name)
    : lines.findLast(({ requirement }) => requirement.name === kinOf(name));
  if (before) return insertion(before.end, `${newline}${text}`);
  const [first] = lines;
  if (first && isSorted(lines)) return insertion(first.start, `${text}${newline}`);
  return /[^\r\n]$/.test(source)
    ? insertion(source.length, `${newline}${text}`)
    : insertion(source.length, `${text}${newline}`);
}

function isSorted(lines: readonly Line[]): boolean {
  const names = lines.map(({ requirement }) => requirement.name);
  return (
    names.length > 2 &&
    names.every((name, index) => index === 0 || (names[index - 1] ?? "") <= name)
  );
}

function kinOf(name: string): string {
  if (name === "drf-spectacular") return "djangorestframework";
  return name.startsWith("pytest-") ? "pytest" : "";
}
