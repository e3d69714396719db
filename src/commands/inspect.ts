import { inspectionJson, inspectionText } from "../report/inspection.js";
import { EXIT, type Context, type ExitCode } from "./context.js";
import { readConfig, readDjango, textReader } from "./reading.js";

/** What only `inspect` takes. */
export interface InspectOptions {
  readonly compare?: boolean;
}

/** Shows what was read of the project, every doubt included. */
export async function runInspect(context: Context, _options: InspectOptions): Promise<ExitCode> {
  const { print, options, colours, root } = context;
  const project = await readDjango(context, readConfig(context));
  if (options.json) print(JSON.stringify(inspectionJson(project), null, 2));
  else print(inspectionText(project, textReader(root), colours));
  return EXIT.done;
}
