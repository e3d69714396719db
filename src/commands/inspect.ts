import { UserError } from "../errors.js";
import { comparisonText } from "../report/comparison.js";
import { inspectionJson, inspectionText } from "../report/inspection.js";
import { EXIT, type Context, type ExitCode } from "./context.js";
import { readConfig, readDjango, readSource, textReader } from "./reading.js";

/** What only `inspect` takes. */
export interface InspectOptions {
  readonly compare?: boolean;
}

/** Shows what was read of the project, every doubt included. */
export async function runInspect(context: Context, { compare }: InspectOptions): Promise<ExitCode> {
  const { print, options, colours, root } = context;
  if (compare) return runCompare(context);
  const project = await readDjango(context, readConfig(context), { claims: false });
  if (options.json) print(JSON.stringify(inspectionJson(project), null, 2));
  else print(inspectionText(project, textReader(root), colours));
  return EXIT.done;
}

async function runCompare(context: Context): Promise<ExitCode> {
  const { print, options, colours, root } = context;
  const [{ djangoInspection }, { compare }, { findInterpreters }] = await Promise.all([
    import("./asking.js"),
    import("../project/probe/compare.js"),
    import("../project/probe/interpreters.js"),
  ]);
  const python = options.python ?? findInterpreters(root)[0]?.python;
  if (python === undefined) {
    throw new UserError("--compare asks Django, and no environment of the project was found", {
      hint: "Name its interpreter, such as --python .venv/bin/python",
    });
  }
  const project = await readSource(context, readConfig(context), { claims: false });
  const comparison = compare(project, await djangoInspection(context, project, python));
  print(options.json ? JSON.stringify(comparison, null, 2) : comparisonText(comparison, colours));
  return EXIT.done;
}
