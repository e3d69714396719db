import type { Context, ExitCode } from "./context.js";
import { adoptedPhases, planPhases } from "./planning.js";
import { recoverInterrupted, showAndWrite } from "./writing.js";

/** Brings every adopted phase up to date with the repository. */
export async function runSync(context: Context): Promise<ExitCode> {
  recoverInterrupted(context);
  return showAndWrite(context, await planPhases(context, adoptedPhases(context)));
}
