import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { driftOf } from "../plan/drift.js";
import { statusHtml } from "../report/status-html.js";
import { statusOf, statusText } from "../report/status.js";
import { EXIT, type Context, type ExitCode } from "./context.js";
import { planPhases } from "./planning.js";
import { readConfig, readLock } from "./reading.js";

/** What only `status` takes. */
export interface StatusOptions {
  readonly html?: string;
}

/** Shows the guide's checklist and how much of the repository each layer covers. */
export async function runStatus(context: Context, { html }: StatusOptions): Promise<ExitCode> {
  const { print, options, colours } = context;
  const { phases } = readConfig(context);
  const { plan, project } = await planPhases(context, []);
  const status = statusOf({ project, phases, lock: readLock(context), drift: driftOf(plan) });
  if (html !== undefined) writeFileSync(resolve(html), statusHtml(status));
  if (options.json) print(JSON.stringify(status, null, 2));
  else print(statusText(status, colours));
  return EXIT.done;
}
