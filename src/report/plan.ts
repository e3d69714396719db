import type { Change, Note, Plan, Why } from "../plan/types.js";
import type { Colours } from "./colours.js";
import { changedParts } from "./changed-parts.js";
import { changeKind } from "./diff.js";
import { columns, counted } from "./table.js";

const MANY = 5;

/** The plan's changes as a list no wider than the terminal: what happens to which file, and why. */
export function changeList({ changes }: Plan, colours: Colours, width = Infinity): string {
  if (changes.length === 0) return "  Nothing to change: everything is up to date.";
  const paint = { create: colours.green, update: colours.yellow, remove: colours.red };
  const rows = columns(
    changes.map((change) => [changeKind(change), change.path, whatAndWhy(change)]),
  );
  const fitting = rows
    .split("\n")
    .map((row) => cut(row, width))
    .join("\n");
  return fitting.replace(/^ {2}(create|update|remove)/gm, (_, kind: keyof typeof paint) => {
    return `  ${paint[kind](kind)}`;
  });
}

function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 3)}...`;
}

/** Why a file is made or goes, and what of it changes. */
function whatAndWhy({ path, before, after, why }: Change): string {
  if (before === null || after === null) return reasonOf(why);
  return changedParts(path, before, after) || reasonOf(why);
}

function reasonOf(why: readonly Why[]): string {
  const [first, ...rest] = why;
  if (!first) return "";
  const place = first.place ? ` (${first.place.file}:${first.place.line})` : "";
  return first.text + place + (rest.length > 0 ? ` and ${rest.length} more` : "");
}

/** What the plan leaves as it is or to a person; many notes of one kind on a file become one line. */
export function noteList(notes: readonly Note[], colours: Colours): string {
  const groups = new Map<string, Note[]>();
  for (const note of notes) {
    const key = [note.kind, note.path, note.kind === "kept" ? note.text : ""].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), note]);
  }
  return [...groups.values()].flatMap((group) => groupLines(group, colours)).join("\n");
}

function groupLines(group: readonly Note[], colours: Colours): readonly string[] {
  const [first] = group;
  if (first && first.kind === "kept" && group.length >= MANY) {
    const names = group.slice(0, 2).map((note) => note.block ?? note.path);
    const text = `${counted(group.length, "block")} (${names.join(", ")}, ...) ${first.text}`;
    return [noteLine({ ...first, block: undefined, text }, colours)];
  }
  return group.map((note) => noteLine(note, colours));
}

const LABELS: Readonly<Record<Note["kind"], string>> = {
  kept: "kept",
  refused: "by hand",
  conflict: "conflict",
  "left-out": "left out",
  ignored: "ignored",
};

function noteLine(note: Note, colours: Colours): string {
  const isUrgent = ["refused", "conflict", "ignored"].includes(note.kind);
  const label = (isUrgent ? colours.red : colours.dim)(LABELS[note.kind].padEnd(8));
  const place = note.line === undefined ? note.path : `${note.path}:${note.line}`;
  const subject = [place, note.block].filter((part) => part).join(" ");
  const head = `  ${label}  ${subject === "" ? "" : `${subject}: `}${note.text}`;
  if (!note.byHand) return head;
  return `${head}\n${note.byHand.replace(/^/gm, "            ").trimEnd()}`;
}

/** One line that sums up a run; doubts are counted in each. */
export function summary(
  plan: Plan,
  state: { readonly doubts: number; readonly written: "written" | "planned" },
): string {
  const parts = [`${counted(plan.changes.length, "file")} ${state.written}`];
  const count = (kind: Note["kind"]): number =>
    plan.notes.filter((note) => note.kind === kind).length;
  if (count("kept") > 0) parts.push(`${count("kept")} kept as edited`);
  if (count("refused") > 0) parts.push(`${count("refused")} to add by hand`);
  if (count("conflict") > 0) parts.push(counted(count("conflict"), "conflict"));
  if (count("left-out") > 0) parts.push(`${counted(count("left-out"), "phase")} left out`);
  const hint = state.doubts > 0 ? " (soundcheck inspect shows them)" : "";
  return `${[...parts, counted(state.doubts, "doubt")].join(", ")}${hint}.`;
}
