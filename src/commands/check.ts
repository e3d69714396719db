import { driftOf, type Drift } from "../plan/drift.js";
import { planJson } from "../report/json.js";
import { noteList } from "../report/plan.js";
import { counted } from "../report/table.js";
import { EXIT, type Context, type ExitCode } from "./context.js";
import { adoptedPhases, planPhases } from "./planning.js";
import { warnOfInterruption } from "./writing.js";

/** Computes what `sync` would write, writes nothing, and says what is not brought along. */
export async function runCheck(context: Context): Promise<ExitCode> {
  const { print, options, colours } = context;
  warnOfInterruption(context);
  const { plan, project } = await planPhases(context, adoptedPhases(context));
  const drift = driftOf(plan);
  const doubts = project.doubts.length;
  const conflicts = plan.notes.filter((note) => note.kind === "conflict");
  if (options.json) {
    print(JSON.stringify(planJson(plan, { doubts, written: false, drift }), null, 2));
  } else {
    for (const each of drift) print(driftLine(each));
    if (conflicts.length > 0) print(noteList(conflicts, colours));
    const outcome =
      plan.changes.length === 0 ? "Up to date" : "Not up to date: run `soundcheck sync`";
    print(`${outcome} (${counted(doubts, "doubt")}).`);
  }
  if (plan.changes.length > 0) return EXIT.drift;
  return conflicts.length > 0 ? EXIT.conflict : EXIT.done;
}

const WORDS: Readonly<Record<Drift["kind"], string>> = {
  missing: "is missing",
  outdated: "is out of date",
  orphan: "is no longer needed",
};

function driftLine({ path, block, kind }: Drift): string {
  return `  ${path}: ${block ?? "the file"} ${WORDS[kind]}`;
}
